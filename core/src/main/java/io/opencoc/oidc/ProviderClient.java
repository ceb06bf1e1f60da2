package io.opencoc.oidc;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an identity provider is asked: its configuration, its keys, a code's tokens, what it knows of a user. Safe for all threads. */
final class ProviderClient {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** Whoever makes up key ids or asks a provider that is away does not make the server ask more often than this. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ProviderHttp http;
    private final AsyncCache<String, Metadata> metadata = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(REMEMBERED)
            .buildAsync();
    private final AsyncCache<String, JWKSet> keys = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(REMEMBERED)
            .buildAsync();
    private final Cache<String, Boolean> askedLately =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(PAUSE).build();

    /** What a provider says of itself. */
    record Metadata(
            String issuer,
            String authorization,
            String token,
            String keys,
            @Nullable String userInfo,
            boolean secretInForm,
            boolean namesItself) {}

    /** The tokens for a code. */
    record Tokens(String idToken, @Nullable String accessToken) {}

    ProviderClient(ProviderHttp http) {
        this.http = http;
    }

    /** Its configuration, remembered for ten minutes. */
    Future<Metadata> metadata(String issuer) {
        if (metadata.getIfPresent(issuer) == null
                && askedLately.asMap().putIfAbsent("metadata " + issuer, true) != null) {
            return Future.failedFuture(new ProviderFailure("did not answer a moment ago"));
        }
        return Future.fromCompletionStage(metadata.get(issuer, (i, executor) -> http.get(
                        issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration", Map.of())
                .map(a -> metadata(issuer, a))
                .toCompletionStage()
                .toCompletableFuture()));
    }

    private static Metadata metadata(String issuer, ProviderHttp.Answer answer) {
        JsonNode m = answer.body();
        if (answer.status() != 200 || !issuer.equals(m.path("issuer").asString(""))) {
            throw new ProviderFailure(
                    "the configuration (status " + answer.status() + ") is not that of the issuer " + issuer);
        }
        List<String> ways = new ArrayList<>();
        m.path("token_endpoint_auth_methods_supported").forEach(w -> ways.add(w.asString("")));
        JsonNode userInfo = m.path("userinfo_endpoint");
        return new Metadata(
                issuer,
                required(m, "authorization_endpoint"),
                required(m, "token_endpoint"),
                required(m, "jwks_uri"),
                userInfo.isString() ? userInfo.asString() : null,
                !ways.isEmpty() && !ways.contains("client_secret_basic"),
                m.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private static String required(JsonNode m, String name) {
        JsonNode value = m.path(name);
        if (!value.isString() || value.asString().isEmpty()) {
            throw new ProviderFailure("its configuration has no " + name);
        }
        return value.asString();
    }

    /** Its keys; read again when there is none of this id. */
    Future<JWKSet> keys(Metadata provider, @Nullable String keyId) {
        return keys(provider).compose(set -> {
            boolean there = keyId == null || set.getKeyByKeyId(keyId) != null;
            if (there || askedLately.asMap().putIfAbsent("keys " + provider.keys(), true) != null) {
                return Future.succeededFuture(set);
            }
            keys.synchronous().invalidate(provider.keys());
            return keys(provider);
        });
    }

    private Future<JWKSet> keys(Metadata provider) {
        return Future.fromCompletionStage(keys.get(provider.keys(), (uri, executor) -> http.get(uri, Map.of())
                .map(a -> {
                    try {
                        return JWKSet.parse(a.body().toString());
                    } catch (ParseException e) {
                        throw new ProviderFailure("its keys (status " + a.status() + ") cannot be read");
                    }
                })
                .toCompletionStage()
                .toCompletableFuture()));
    }

    /**
     * Exchanges a code.
     *
     * @param secret null for a public client
     * @param verifier of PKCE
     */
    Future<Tokens> exchange(
            Metadata provider,
            String clientId,
            @Nullable String secret,
            String code,
            String redirectUri,
            String verifier) {
        Map<String, String> form = new java.util.LinkedHashMap<>(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", redirectUri,
                "code_verifier", verifier));
        Map<String, String> headers = Map.of();
        if (secret == null || provider.secretInForm()) {
            form.put("client_id", clientId);
            if (secret != null) {
                form.put("client_secret", secret);
            }
        } else {
            headers = Map.of("Authorization", basic(clientId, secret));
        }
        return http.post(provider.token(), headers, encoded(form)).map(a -> {
            JsonNode id = a.body().path("id_token");
            if (a.status() != 200 || !id.isString()) {
                throw new ProviderFailure("the code was answered " + a.status() + " "
                        + shown(a.body().path("error").asString("without an id_token")));
            }
            JsonNode access = a.body().path("access_token");
            return new Tokens(id.asString(), access.isString() ? access.asString() : null);
        });
    }

    /** What it knows of the user of an access token. */
    Future<JsonNode> userInfo(String address, String accessToken) {
        return http.get(address, Map.of("Authorization", "Bearer " + accessToken))
                .map(a -> {
                    if (a.status() != 200) {
                        throw new ProviderFailure("userinfo was answered " + a.status());
                    }
                    return a.body();
                });
    }

    private static String basic(String clientId, String secret) {
        String pair = encode(clientId) + ":" + encode(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An error code of a stranger's, fit for a log. */
    static String shown(String error) {
        String clean = error.replaceAll("[^a-zA-Z0-9_ .-]", "?");
        return clean.substring(0, Math.min(100, clean.length()));
    }
}
