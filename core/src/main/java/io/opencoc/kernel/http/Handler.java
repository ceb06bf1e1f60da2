package io.opencoc.kernel.http;

import io.smallrye.mutiny.Uni;

/** Serves one operation of the contract: decodes, calls the service, encodes. Runs on an event loop and must not block. */
@FunctionalInterface
public interface Handler {
    Uni<Reply> handle(Call call);
}
