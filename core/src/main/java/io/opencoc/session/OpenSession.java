package io.opencoc.session;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;

/**
 * A session in a list.
 *
 * @param address from which it began
 * @param agent with which it began
 * @param method {@code password}, {@code oidc} or {@code agency}
 * @param current whether it is the one that asks
 */
record OpenSession(
        UUID id,
        Person user,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        String address,
        String agent,
        String method,
        boolean current) {

    OpenSession asking(boolean asks) {
        return new OpenSession(id, user, createdAt, lastUsedAt, expiresAt, address, agent, method, asks);
    }
}
