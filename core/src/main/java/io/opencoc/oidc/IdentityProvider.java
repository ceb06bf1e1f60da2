package io.opencoc.oidc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider of a tenant.
 *
 * @param issuer its address, as it says itself
 * @param secret of the client, encrypted; null for a public client
 * @param scopes that are asked for, {@code openid} among them
 * @param groupsClaim the claim with the names of the user's groups
 * @param label what the button for signing in says, by language
 * @param createUsers whether somebody who signs in for the first time becomes a user
 * @param defaultGroupId the group of such a user; null for none
 */
record IdentityProvider(
        UUID id,
        String issuer,
        String clientId,
        byte @Nullable [] secret,
        List<String> scopes,
        String groupsClaim,
        Map<String, String> label,
        boolean createUsers,
        @Nullable UUID defaultGroupId,
        boolean enabled,
        Instant createdAt) {

    /** What its secret belongs to. */
    String owner() {
        return "identity-provider:" + id;
    }

    /** As clients see it, without the secret. */
    record View(
            UUID id,
            String issuer,
            String clientId,
            boolean secretSet,
            List<String> scopes,
            String groupsClaim,
            Map<String, String> label,
            boolean createUsers,
            @Nullable UUID defaultGroupId,
            boolean enabled,
            Instant createdAt,
            @Nullable String redirectUri) {}

    /** @param redirectUri to register with it; null for the trail */
    View view(@Nullable String redirectUri) {
        return new View(
                id,
                issuer,
                clientId,
                secret != null,
                scopes,
                groupsClaim,
                label,
                createUsers,
                defaultGroupId,
                enabled,
                createdAt,
                redirectUri);
    }
}
