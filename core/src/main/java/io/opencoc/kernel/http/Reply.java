package io.opencoc.kernel.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer of an operation.
 *
 * @param body written as JSON; null for none
 * @param headers added to the answer
 */
public record Reply(@Nullable Object body, Map<String, String> headers) {

    /** With the operation's declared status. */
    public static Reply of(Object body) {
        return new Reply(body, Map.of());
    }

    /** Without a body. */
    public static Reply empty() {
        return new Reply(null, Map.of());
    }
}
