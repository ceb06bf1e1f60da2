package io.opencoc.integration;

import io.smallrye.mutiny.Uni;

/** Where requests of monitoring systems go in: for a test alarm, which takes the same way as theirs. */
@FunctionalInterface
public interface HookEntry {

    /**
     * Takes a POST request, as if it had come over the network.
     *
     * @param path what follows {@code /hooks/{key}}
     * @param remote address of who asked for it
     */
    Uni<HookAnswer> post(KeyedIntegration integration, String path, String contentType, byte[] body, String remote);
}
