package io.opencoc.kernel.outbound;

import java.io.IOException;

/** The server does not call this address, or not its answer is taken: the reason, in one line, without the query. */
public final class RefusedAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
        super(message);
    }
}
