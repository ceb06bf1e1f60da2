package io.opencoc.launcher.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.opencoc.kernel.json.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An OpenID provider that insists on every parameter, and misbehaves when it is told to. */
final class FakeProvider implements AutoCloseable {
    static final String SECRET = "planted-client-secret";
    final RSAKey key = newKey("one");
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, MultiMap> codes = new ConcurrentHashMap<>();

    /** Who signs in; as the claim {@code sub}. */
    volatile String subject = "subject-1";

    volatile Map<String, Object> more =
            Map.of("preferred_username", "fake.person", "name", "Fake Person", "groups", List.of("a"));
    /** Changes the claims before they are signed. */
    volatile UnaryOperator<JWTClaimsSet> claims = c -> c;
    /** Makes the token of the claims. */
    volatile Signing signing = c -> sign(c, JWSAlgorithm.RS256, key);
    /** What a path answers instead, by path; an empty one never answers. */
    final Map<String, String> instead = new ConcurrentHashMap<>();
    /** What was wrong with requests. */
    final List<String> complaints = new java.util.concurrent.CopyOnWriteArrayList<>();

    interface Signing {
        String token(JWTClaimsSet claims) throws JOSEException;
    }

    FakeProvider() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(r -> r.body().onSuccess(body -> handle(r, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, RSAKey key) throws JOSEException {
        return sign(
                claims,
                new JWSHeader.Builder(algorithm)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                new RSASSASigner(key));
    }

    static String sign(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    /** As one that behaves. */
    void behave() {
        claims = c -> c;
        signing = c -> sign(c, JWSAlgorithm.RS256, key);
        instead.clear();
        complaints.clear();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void handle(HttpServerRequest r, Buffer body) {
        String other = instead.get(r.path());
        if (other != null) {
            if (other.startsWith("-> ")) {
                r.response()
                        .setStatusCode(302)
                        .putHeader("Location", other.substring(3))
                        .end();
            } else if (!other.isEmpty()) {
                r.response().end(other);
            }
            return;
        }
        switch (r.path()) {
            case "/.well-known/openid-configuration" ->
                json(
                        r,
                        Map.of(
                                "issuer", issuer(),
                                "authorization_endpoint", issuer() + "/authorize",
                                "token_endpoint", issuer() + "/token",
                                "jwks_uri", issuer() + "/keys",
                                "authorization_response_iss_parameter_supported", true));
            case "/keys" ->
                r.response()
                        .putHeader("Content-Type", "application/json")
                        .end(new JWKSet(key.toPublicJWK()).toString());
            case "/authorize" -> authorize(r);
            case "/token" -> token(r, form(body));
            default -> r.response().setStatusCode(404).end();
        }
    }

    private void authorize(HttpServerRequest r) {
        MultiMap p = r.params();
        check("code".equals(p.get("response_type")), "response_type");
        check("client".equals(p.get("client_id")), "client_id");
        check(String.valueOf(p.get("redirect_uri")).endsWith("/api/v1/oidc/callback"), "redirect_uri");
        check(List.of(String.valueOf(p.get("scope")).split(" ")).contains("openid"), "scope");
        check(p.contains("state") && p.get("state").length() >= 22, "state");
        check(p.contains("nonce") && p.get("nonce").length() >= 22, "nonce");
        check("S256".equals(p.get("code_challenge_method")), "code_challenge_method");
        check(String.valueOf(p.get("code_challenge")).matches("[A-Za-z0-9_-]{43}"), "code_challenge");
        String code = "planted-code-" + UUID.randomUUID();
        codes.put(code, MultiMap.caseInsensitiveMultiMap().addAll(p));
        r.response()
                .setStatusCode(302)
                .putHeader(
                        "Location",
                        p.get("redirect_uri") + "?code=" + code + "&state=" + p.get("state") + "&iss="
                                + URLEncoder.encode(issuer(), StandardCharsets.UTF_8))
                .end();
    }

    private void token(HttpServerRequest r, Map<String, String> form) {
        MultiMap asked = codes.remove(form.getOrDefault("code", ""));
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("client:" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean fine = check(asked != null, "code")
                && check(basic.equals(r.getHeader("Authorization")), "client authentication")
                && check("authorization_code".equals(form.get("grant_type")), "grant_type")
                && check(asked.get("redirect_uri").equals(form.get("redirect_uri")), "redirect_uri of the code")
                && check(form.getOrDefault("code_verifier", "").matches("[A-Za-z0-9._~-]{43,128}"), "code_verifier")
                && check(
                        asked.get("code_challenge").equals(hash(form.get("code_verifier"))),
                        "code_challenge of the code");
        if (!fine) {
            r.response().setStatusCode(400).end("{\"error\":\"invalid_grant\"}");
            return;
        }
        Instant now = Instant.now();
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience("client")
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", asked.get("nonce"));
        more.forEach(all::claim);
        try {
            json(
                    r,
                    Map.of(
                            "token_type",
                            "Bearer",
                            "access_token",
                            "planted-access-token",
                            "id_token",
                            signing.token(claims.apply(all.build()))));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private boolean check(boolean right, String what) {
        if (!right) {
            complaints.add(what);
        }
        return right;
    }

    private static String hash(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> form(Buffer body) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String pair : body.toString().split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                out.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return out;
    }

    private static void json(HttpServerRequest r, Map<String, Object> body) {
        r.response().putHeader("Content-Type", "application/json").end(Json.write(body));
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
