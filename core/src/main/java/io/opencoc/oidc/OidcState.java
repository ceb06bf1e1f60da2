package io.opencoc.oidc;

import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.secret.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a browser carries, encrypted, while it is at an identity provider.
 *
 * @param state comes back in the address: the answer belongs to this browser
 * @param nonce comes back in the id_token: the token belongs to this sign-in
 * @param verifier of PKCE: the code is of use to this server alone
 * @param provider where it was sent
 * @param returnTo a path of the console
 * @param redirectUri to where it comes back
 * @param link who adds the identity to themselves; null to sign in
 * @param expiresAt after which it is of no use
 */
record OidcState(
        String state,
        String nonce,
        String verifier,
        UUID provider,
        String returnTo,
        String redirectUri,
        @Nullable Link link,
        Instant expiresAt) {

    /** A user, with the session in which they began. */
    record Link(UUID user, String name, UUID session) {}

    static final Duration LIFE = Duration.ofMinutes(10);
    private static final String OWNER = "oidc-state";
    private static final int LONGEST = 4_000;

    static OidcState begin(UUID provider, String returnTo, String redirectUri, @Nullable Link link, Instant now) {
        return new OidcState(
                Tokens.random(),
                Tokens.random(),
                Tokens.random() + Tokens.random(),
                provider,
                returnTo,
                redirectUri,
                link,
                now.plus(LIFE));
    }

    String sealed(Secrets secrets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.encrypt(Json.write(this), OWNER));
    }

    /** Null for what this installation has not sealed. */
    static @Nullable OidcState open(@Nullable String sealed, Secrets secrets) {
        if (sealed == null || sealed.length() > LONGEST) {
            return null;
        }
        try {
            return Json.MAPPER.readValue(
                    secrets.decrypt(Base64.getUrlDecoder().decode(sealed), OWNER), OidcState.class);
        } catch (IllegalArgumentException | IllegalStateException | tools.jackson.core.JacksonException e) {
            return null;
        }
    }

    /** The challenge of PKCE, S256. */
    String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(verifier));
    }
}
