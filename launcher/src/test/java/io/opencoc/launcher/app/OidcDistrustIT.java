package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.opencoc.kernel.json.Json;
import io.opencoc.launcher.app.Browser.Page;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what an identity provider, or somebody in its name, must not be believed. */
class OidcDistrustIT {
    @TempDir
    static Path folder;

    static OidcFixture oidc;

    @BeforeAll
    static void start() throws Exception {
        oidc = new OidcFixture(folder.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        oidc.close();
    }

    @BeforeEach
    void behave() {
        oidc.provider.behave();
    }

    @Test
    void whatIsNotRightLetsNobodyIn() throws Exception {
        Map<String, UnaryOperator<JWTClaimsSet>> claims = new LinkedHashMap<>();
        claims.put("another nonce", c -> with(c, "nonce", "another"));
        claims.put("no nonce", c -> with(c, "nonce", null));
        claims.put("another issuer", c -> with(c, "iss", "https://evil.example.com"));
        claims.put("another audience", c -> with(c, "aud", "another"));
        claims.put("two audiences without a party", c -> with(c, "aud", List.of("client", "another")));
        claims.put("another party", c -> with(c, "azp", "another"));
        claims.put("expired", c -> with(c, "exp", at(-120)));
        claims.put("no expiry", c -> with(c, "exp", null));
        claims.put("issued in the future", c -> with(c, "iat", at(120)));
        claims.put("not issued", c -> with(c, "iat", null));
        claims.put("not yet valid", c -> with(c, "nbf", at(120)));
        claims.put("nobody", c -> with(c, "sub", null));
        for (var e : claims.entrySet()) {
            oidc.provider.behave();
            oidc.provider.claims = e.getValue();
            assertNobody(e.getKey());
        }
        var stranger = FakeProvider.newKey("one");
        Map<String, FakeProvider.Signing> signings = new LinkedHashMap<>();
        signings.put("no signature", c -> new PlainJWT(c).serialize());
        signings.put(
                "HS256 with the public key",
                c -> FakeProvider.sign(
                        c,
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                        new MACSigner(
                                oidc.provider.key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))));
        signings.put("RS512", c -> FakeProvider.sign(c, JWSAlgorithm.RS512, oidc.provider.key));
        signings.put("a stranger's key", c -> FakeProvider.sign(c, JWSAlgorithm.RS256, stranger));
        signings.put("an unknown key", c -> FakeProvider.sign(c, JWSAlgorithm.RS256, FakeProvider.newKey("two")));
        signings.put("claims changed afterwards", c -> {
            String[] parts =
                    FakeProvider.sign(c, JWSAlgorithm.RS256, oidc.provider.key).split("\\.");
            String other = with(c, "sub", "admin").toString();
            return parts[0] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(other.getBytes(StandardCharsets.UTF_8))
                    + "." + parts[2];
        });
        signings.put("not a token", c -> "nonsense");
        for (var e : signings.entrySet()) {
            oidc.provider.behave();
            oidc.provider.signing = e.getValue();
            assertNobody(e.getKey());
        }
        for (String answer : List.of(
                "not JSON",
                "[]",
                "{}",
                "{\"id_token\":5}",
                "{\"id_token\":\"" + "x".repeat(300_000) + "\"}",
                "-> " + oidc.provider.issuer() + "/keys")) {
            oidc.provider.behave();
            oidc.provider.instead.put("/token", answer);
            assertNobody(answer.substring(0, Math.min(20, answer.length())));
        }
        oidc.provider.behave();
        oidc.provider.claims = c -> with(c, "exp", at(-50));
        Browser late = new Browser();
        late.get(oidc.answer(late, "/"));
        assertNotNull(late.session(oidc.app), "clocks differ by a minute at most");
    }

    private static void assertNobody(String what) {
        Browser browser = new Browser();
        Page back = browser.get(oidc.answer(browser, "/"));
        assertEquals("/sign-in?error=failed", back.location(), what);
        assertNull(browser.session(oidc.app), what);
    }

    private static Date at(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static JWTClaimsSet with(JWTClaimsSet claims, String name, Object value) {
        return new JWTClaimsSet.Builder(claims).claim(name, value).build();
    }

    @Test
    void anAnswerIsOfUseOnceAndToTheBrowserThatBegan() {
        Browser victim = new Browser();
        URI answer = oidc.answer(victim, "/");
        Browser other = new Browser();
        assertEquals("/sign-in?error=expired", other.get(answer).location());
        oidc.answer(other, "/");
        assertEquals("/sign-in?error=expired", other.get(answer).location(), "with a cookie of its own");
        assertNull(other.session(oidc.app));
        Map<String, String> carried = Map.copyOf(victim.cookies.get("127.0.0.1:" + oidc.app.port()));
        assertEquals("/", victim.get(answer).location());
        Browser replaying = new Browser();
        replaying.cookies.put("127.0.0.1:" + oidc.app.port(), new LinkedHashMap<>(carried));
        assertEquals("/sign-in?error=expired", replaying.get(answer).location(), "a second time");
        assertNull(replaying.session(oidc.app));
    }

    @Test
    void anAnswerOfAnotherProviderIsNotTaken() {
        Browser browser = new Browser();
        URI answer = oidc.answer(browser, "/");
        String mixed = answer.toString().replaceAll("iss=[^&]*", "iss=https%3A%2F%2Fevil.example.com");
        assertEquals("/sign-in?error=failed", browser.get(URI.create(mixed)).location());
        Browser unnamed = new Browser();
        String without = oidc.answer(unnamed, "/").toString().replaceAll("&iss=[^&]*", "");
        assertEquals("/sign-in?error=failed", unnamed.get(URI.create(without)).location());
        Browser refused = new Browser();
        String denied = oidc.answer(refused, "/").toString().replaceAll("code=[^&]*", "error=access_denied");
        assertEquals("/sign-in?error=refused", refused.get(URI.create(denied)).location());
    }

    @Test
    void theBrowserStaysOnThisServer() {
        for (String path : List.of(
                "https://evil.example.com",
                "//evil.example.com",
                "/%5Cevil.example.com",
                "/a%0d%0aSet-Cookie:x",
                "x")) {
            Browser browser = new Browser();
            assertEquals("/", browser.get(oidc.answer(browser, path)).location(), path);
        }
    }

    @Test
    void aTenantsProviderIsNotCalledInside() {
        for (String issuer : List.of(
                "http://id.example.com",
                "https://10.1.2.3",
                "https://169.254.169.254",
                "https://[::1]",
                "https://[::ffff:10.0.0.1]",
                "https://user:x@id.example.com",
                "https://id.example.com?x=y",
                "file:///etc/passwd",
                "nonsense")) {
            ApiUser.Answer a = oidc.admin.call(
                    "POST",
                    "/identity-providers",
                    Json.write(Map.of("issuer", issuer, "clientId", "x", "label", Map.of("en", "x", "zh", "x"))));
            assertEquals(400, a.status(), issuer);
            assertTrue(a.body().contains("issuer"), a.body());
        }
        // A name of this machine that the operator has not listed, and a provider that sends the server on.
        String local = oidc.make("https://localhost:" + oidc.app.port(), false);
        assertEquals(
                "/sign-in?error=failed",
                new Browser().get(oidc.uri("/api/v1/oidc/" + local + "/start")).location());
        assertEquals(
                204,
                oidc.admin.call("DELETE", "/identity-providers/" + local, null).status());
        assertEquals(
                404,
                new Browser().get(oidc.uri("/api/v1/oidc/" + local + "/start")).status());
        assertEquals(
                400, new Browser().get(oidc.uri("/api/v1/oidc/nonsense/start")).status());
    }

    @Test
    void aProviderThatHangsHoldsNobodyUp() throws Exception {
        try (FakeProvider hanging = new FakeProvider()) {
            hanging.instead.put("/.well-known/openid-configuration", "");
            String other = oidc.admin
                    .make(
                            "/identity-providers",
                            Map.of(
                                    "issuer",
                                    hanging.issuer(),
                                    "clientId",
                                    "x",
                                    "label",
                                    Map.of("en", "Hangs", "zh", "x")))
                    .get("id")
                    .asString();
            long begin = System.nanoTime();
            URI start = oidc.uri("/api/v1/oidc/" + other + "/start");
            // Both at once: each waits as long as the server does.
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Page>> pages = List.of(
                        threads.submit(() -> new Browser().get(start)), threads.submit(() -> new Browser().get(start)));
                for (Future<Page> page : pages) {
                    assertEquals("/sign-in?error=failed", page.get().location());
                }
            }
            assertTrue(System.nanoTime() - begin < 15_000_000_000L);
        }
    }
}
