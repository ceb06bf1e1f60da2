package io.opencoc.kernel.http;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Knows whom a session's token or an API token belongs to. */
@FunctionalInterface
public interface Authenticator {

    /**
     * The actor in this request, or null when the token is unknown, expired or revoked. Does not block; fails with a problem when the token may
     * not be used for what is called.
     */
    Uni<@Nullable Actor> actor(String token, Caller caller);
}
