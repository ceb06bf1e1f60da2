package io.opencoc.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whom an identity provider means.
 *
 * @param name for a new user's sign-in name
 * @param groups names of groups there
 */
record ExternalIdentity(String issuer, String subject, String name, String displayName, Set<String> groups) {
    private static final int MOST_GROUPS = 1_000;
    private static final int LONGEST_NAME = 64;
    /** What the contract keeps out of names. */
    private static final String UNSEEN = "[\\p{Cc}\\u061C\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uFEFF]";

    /** @param userInfo further claims; null without */
    static ExternalIdentity of(JWTClaimsSet claims, @Nullable JsonNode userInfo, String groupsClaim) {
        String subject = Objects.requireNonNull(claims.getSubject());
        String name = first(claims, userInfo, List.of("preferred_username", "email"), subject);
        String display = first(claims, userInfo, List.of("name", "preferred_username", "email"), subject);
        String signInName = cut(name.replaceAll("[^\\p{L}\\p{N}._@+-]", "-"));
        String seen = cut(display.replaceAll(UNSEEN, " ").strip());
        return new ExternalIdentity(
                Objects.requireNonNull(claims.getIssuer()),
                subject,
                signInName,
                seen.isEmpty() ? signInName : seen,
                groups(claims.getClaim(groupsClaim), userInfo == null ? null : userInfo.get(groupsClaim)));
    }

    private static String first(
            JWTClaimsSet claims, @Nullable JsonNode userInfo, List<String> names, String otherwise) {
        for (String name : names) {
            if (claims.getClaim(name) instanceof String text && !text.isBlank()) {
                return text;
            }
            JsonNode there = userInfo == null ? null : userInfo.get(name);
            if (there != null && there.isString() && !there.asString().isBlank()) {
                return there.asString();
            }
        }
        return otherwise;
    }

    private static Set<String> groups(@Nullable Object claim, @Nullable JsonNode userInfo) {
        Set<String> out = new LinkedHashSet<>();
        if (claim instanceof Collection<?> list) {
            list.stream().filter(String.class::isInstance).limit(MOST_GROUPS).forEach(g -> out.add((String) g));
        } else if (claim instanceof String one) {
            out.add(one);
        } else if (userInfo != null && userInfo.isArray()) {
            userInfo.valueStream().filter(JsonNode::isString).limit(MOST_GROUPS).forEach(g -> out.add(g.asString()));
        } else if (userInfo != null && userInfo.isString()) {
            out.add(userInfo.asString());
        }
        return out;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_NAME
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME));
    }

    /** Whether a user's claims beyond the id_token are worth a call. */
    static boolean lacks(JWTClaimsSet claims, String groupsClaim) {
        Map<String, Object> all = claims.getClaims();
        return !all.containsKey(groupsClaim) || !(all.containsKey("preferred_username") || all.containsKey("email"));
    }
}
