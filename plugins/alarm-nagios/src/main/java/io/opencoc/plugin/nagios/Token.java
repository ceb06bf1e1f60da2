package io.opencoc.plugin.nagios;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.Reply;
import io.opencoc.api.Settings;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The token that a sender must show when the settings hold one, beside the key in the address. */
final class Token {
    private static final String BEARER = "Bearer ";

    private Token() {}

    /** Refuses a request without the token; does nothing when the settings hold none. */
    static void check(InboundRequest request, Settings settings) throws BadPayloadException {
        String token = settings.text("token");
        if (token == null || token.isEmpty()) {
            return;
        }
        String given = given(request);
        if (given == null || !MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8))) {
            String message = given == null
                    ? "header Authorization is missing: this integration asks for 'Bearer' and its token"
                    : "the token is not this integration's";
            throw new BadPayloadException(message, new Reply(401, "text/plain; charset=utf-8", message + "\n"));
        }
    }

    private static @Nullable String given(InboundRequest request) {
        String authorization = request.header("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return request.header("X-Token");
    }
}
