package io.opencoc.kernel.http;

import io.opencoc.kernel.access.Actor;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Knows whom a session token belongs to. */
@FunctionalInterface
public interface Authenticator {

    /** The actor, or null when the token is unknown, expired or revoked. Does not block. */
    Uni<@Nullable Actor> actor(String token);
}
