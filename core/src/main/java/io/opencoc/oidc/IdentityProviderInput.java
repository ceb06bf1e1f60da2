package io.opencoc.oidc;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client may say about an identity provider. */
record IdentityProviderInput(
        String issuer,
        String clientId,
        @Nullable String clientSecret,
        @Nullable List<String> scopes,
        @Nullable String groupsClaim,
        Map<String, String> label,
        @Nullable Boolean createUsers,
        @Nullable UUID defaultGroupId,
        @Nullable Boolean enabled) {

    /** @param secret encrypted */
    IdentityProvider toProvider(UUID id, byte @Nullable [] secret, Instant createdAt) {
        Set<String> all = new LinkedHashSet<>(List.of("openid"));
        all.addAll(scopes == null ? List.of("profile", "email") : scopes);
        return new IdentityProvider(
                id,
                issuer.strip(),
                clientId.strip(),
                secret,
                List.copyOf(all),
                groupsClaim == null ? "groups" : groupsClaim,
                label,
                Boolean.TRUE.equals(createUsers),
                defaultGroupId,
                !Boolean.FALSE.equals(enabled),
                createdAt);
    }
}
