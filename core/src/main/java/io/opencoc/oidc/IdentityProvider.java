package io.opencoc.oidc;

import io.opencoc.kernel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

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

    /**
     * As the trail keeps it.
     *
     * @param renewed whether it has another secret than before
     */
    ObjectNode traced(boolean renewed) {
        ObjectNode fields = Json.MAPPER.valueToTree(view(null));
        fields.remove("redirectUri");
        return renewed ? fields.put("secretSet", "renewed") : fields;
    }

    /** @param redirectUri to register with it; null for none */
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
