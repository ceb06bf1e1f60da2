package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Signing in with an identity provider that insists on everything, and with what it must not be believed. */
class OidcIT {
    @TempDir
    static Path folder;

    static App app;
    static TestPeople people;
    static FakeProvider provider;
    static ApiUser admin;
    static String id;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        app = TestApp.start(data, "COC_SIGN_IN_OIDC_ALLOWED_HOSTS", "127.0.0.1");
        people = new TestPeople(app, data);
        provider = new FakeProvider();
        admin = people.user("default", "coc:*:*");
        id = make(provider.issuer(), true);
    }

    private static String make(String issuer, boolean createUsers) {
        return admin.make(
                        "/identity-providers",
                        Map.of(
                                "issuer",
                                issuer,
                                "clientId",
                                createUsers ? "client" : "client-of-known-ones",
                                "clientSecret",
                                FakeProvider.SECRET,
                                "createUsers",
                                createUsers,
                                "label",
                                Map.of("en", "Fake", "zh", "假")))
                .get("id")
                .asString();
    }

    @AfterAll
    static void stop() throws Exception {
        provider.close();
        people.close();
        app.stop();
    }

    @BeforeEach
    void behave() {
        provider.behave();
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }

    /** As far as the answer that the identity provider sends the browser back with. */
    private static URI answer(Browser browser, String returnTo) {
        Page started = browser.get(uri("/api/v1/oidc/" + id + "/start?returnTo=" + returnTo));
        assertEquals(302, started.status(), started.toString());
        Page there = browser.get(started.next());
        assertEquals(302, there.status(), there.toString());
        return there.next();
    }

    private static JsonNode session(Browser browser) {
        String token = browser.session(app);
        assertNotNull(token);
        return new ApiUser(java.net.http.HttpClient.newHttpClient(), app.port(), token, "test")
                .get("/sessions/current");
    }

    @Test
    void somebodyNewBecomesAUserAndStaysTheSame() {
        provider.subject = "new-one";
        provider.more = Map.of("preferred_username", "new.one", "name", "New One", "groups", List.of("a"));
        Browser browser = new Browser();
        Page back = browser.get(answer(browser, "/incidents"));
        assertEquals(302, back.status());
        assertEquals("/incidents", back.location());
        assertEquals(List.of(), provider.complaints);
        assertEquals("New One", session(browser).at("/user/name").asString());
        provider.more = Map.of("preferred_username", "renamed", "name", "Renamed");
        Browser again = new Browser();
        again.get(answer(again, "/"));
        assertEquals(
                session(browser).at("/user/id").asString(),
                session(again).at("/user/id").asString());
        // A user of an identity provider has no password to guess.
        assertEquals(
                401,
                people.nobody()
                        .call("POST", "/sessions", Json.write(Map.of("user", "new.one", "password", "!")))
                        .status());
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
            provider.behave();
            provider.claims = e.getValue();
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
                        new MACSigner(provider.key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))));
        signings.put("RS512", c -> FakeProvider.sign(c, JWSAlgorithm.RS512, provider.key));
        signings.put("a stranger's key", c -> FakeProvider.sign(c, JWSAlgorithm.RS256, stranger));
        signings.put("an unknown key", c -> FakeProvider.sign(c, JWSAlgorithm.RS256, FakeProvider.newKey("two")));
        signings.put("claims changed afterwards", c -> {
            String[] parts =
                    FakeProvider.sign(c, JWSAlgorithm.RS256, provider.key).split("\\.");
            String other = with(c, "sub", "admin").toString();
            return parts[0] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(other.getBytes(StandardCharsets.UTF_8))
                    + "." + parts[2];
        });
        signings.put("not a token", c -> "nonsense");
        for (var e : signings.entrySet()) {
            provider.behave();
            provider.signing = e.getValue();
            assertNobody(e.getKey());
        }
        for (String answer : List.of(
                "not JSON",
                "[]",
                "{}",
                "{\"id_token\":5}",
                "{\"id_token\":\"" + "x".repeat(300_000) + "\"}",
                "-> " + provider.issuer() + "/keys")) {
            provider.behave();
            provider.instead.put("/token", answer);
            assertNobody(answer.substring(0, Math.min(20, answer.length())));
        }
        provider.behave();
        provider.claims = c -> with(c, "exp", at(-50));
        Browser late = new Browser();
        late.get(answer(late, "/"));
        assertNotNull(late.session(app), "clocks differ by a minute at most");
    }

    private static void assertNobody(String what) {
        Browser browser = new Browser();
        Page back = browser.get(answer(browser, "/"));
        assertEquals("/sign-in?error=failed", back.location(), what);
        assertNull(browser.session(app), what);
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
        URI answer = answer(victim, "/");
        Browser other = new Browser();
        assertEquals("/sign-in?error=expired", other.get(answer).location());
        answer(other, "/");
        assertEquals("/sign-in?error=expired", other.get(answer).location(), "with a cookie of its own");
        assertNull(other.session(app));
        Map<String, String> carried = Map.copyOf(victim.cookies.get("127.0.0.1:" + app.port()));
        assertEquals("/", victim.get(answer).location());
        Browser replaying = new Browser();
        replaying.cookies.put("127.0.0.1:" + app.port(), new LinkedHashMap<>(carried));
        assertEquals("/sign-in?error=expired", replaying.get(answer).location(), "a second time");
        assertNull(replaying.session(app));
    }

    @Test
    void anAnswerOfAnotherProviderIsNotTaken() {
        Browser browser = new Browser();
        URI answer = answer(browser, "/");
        String mixed = answer.toString().replaceAll("iss=[^&]*", "iss=https%3A%2F%2Fevil.example.com");
        assertEquals("/sign-in?error=failed", browser.get(URI.create(mixed)).location());
        Browser unnamed = new Browser();
        String without = answer(unnamed, "/").toString().replaceAll("&iss=[^&]*", "");
        assertEquals("/sign-in?error=failed", unnamed.get(URI.create(without)).location());
        Browser refused = new Browser();
        String denied = answer(refused, "/").toString().replaceAll("code=[^&]*", "error=access_denied");
        assertEquals("/sign-in?error=refused", refused.get(URI.create(denied)).location());
    }

    @Test
    void whoIsNotKnownIsNotTakenForSomebodyOfTheSameName() throws Exception {
        provider.subject = "thief";
        provider.more = Map.of("preferred_username", "admin", "email", "admin@example.com", "email_verified", true);
        Browser thief = new Browser();
        assertEquals("/sign-in?error=unknown", thief.get(answer(thief, "/")).location());
        assertNull(thief.session(app));
        // A user who is signed in adds the identity, and then may use it.
        Browser owner = new Browser();
        String token = people.user("default", "coc:engineer:list").token();
        owner.cookies.put("127.0.0.1:" + app.port(), new LinkedHashMap<>(Map.of("coc_session", token)));
        provider.subject = "owner";
        assertEquals(
                401,
                new Browser()
                        .get(uri("/api/v1/oidc/" + id + "/start?link=true"))
                        .status());
        Page away = owner.get(uri("/api/v1/oidc/" + id + "/start?link=true&returnTo=/profile"));
        assertEquals("/profile", owner.get(owner.get(away.next()).next()).location());
        assertEquals(token, owner.session(app), "the same session");
        Browser later = new Browser();
        assertEquals("/", later.get(answer(later, "/")).location());
        assertEquals(
                session(owner).at("/user/id").asString(),
                session(later).at("/user/id").asString());
    }

    private static List<JsonNode> traces(String name) {
        return admin.get("/traces?size=100&name=" + name)
                .get("items")
                .valueStream()
                .toList();
    }

    private static JsonNode changes(JsonNode line) {
        return admin.get("/traces/" + line.get("id").asString()).get("changes");
    }

    @Test
    void whatSigningInChangesIsInTheTrail() {
        admin.make("/groups", Map.of("name", "Night shift", "externalNames", List.of("night@idp")));
        provider.subject = "traced";
        provider.more = Map.of("preferred_username", "traced", "groups", List.of("night@idp"));
        Browser first = new Browser();
        first.get(answer(first, "/"));
        JsonNode made = traces("createUser").stream()
                .filter(l -> l.at("/resource/name").asString().equals("traced"))
                .findFirst()
                .orElseThrow();
        assertEquals("finishOidc", made.get("operation").asString());
        assertEquals(
                "traced at " + provider.issuer(),
                changes(made).at("/identity/after").asString());
        assertEquals("Night shift", changes(made).at("/joined/after/0").asString());
        // Later the identity provider says otherwise.
        provider.more = Map.of("preferred_username", "traced", "groups", List.of());
        Browser second = new Browser();
        second.get(answer(second, "/"));
        JsonNode left = traces("updateUser").getFirst();
        assertEquals("Night shift", changes(left).at("/left/after/0").asString());
        assertEquals(made.at("/resource/id"), left.at("/resource/id"));
    }

    @Test
    void anIdentityIsAddedOnlyWhileTheSessionLastsAndThatIsInTheTrail() throws Exception {
        ApiUser user = people.user("default", "coc:engineer:list");
        Browser browser = new Browser();
        browser.cookies.put("127.0.0.1:" + app.port(), new LinkedHashMap<>(Map.of("coc_session", user.token())));
        provider.subject = "added";
        Page away = browser.get(uri("/api/v1/oidc/" + id + "/start?link=true&returnTo=/profile"));
        assertEquals("/profile", browser.get(browser.get(away.next()).next()).location());
        JsonNode line = traces("linkIdentity").getFirst();
        assertEquals(
                "added at " + provider.issuer(),
                changes(line).at("/identity/after").asString());
        assertEquals("session", line.at("/credential/kind").asString());
        // Who has stolen a session begins, and it is ended before they are back.
        provider.subject = "thief";
        Page begun = browser.get(uri("/api/v1/oidc/" + id + "/start?link=true&returnTo=/profile"));
        assertEquals(204, user.call("DELETE", "/sessions/current", null).status());
        assertEquals(
                "/sign-in?error=expired",
                browser.get(browser.get(begun.next()).next()).location());
        assertEquals(
                1,
                traces("linkIdentity").stream()
                        .filter(l -> l.at("/user/id").equals(line.at("/user/id")))
                        .count());
    }

    @Test
    void anotherSecretLeavesATrace() {
        String it = make("https://id.example.com", false);
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "issuer",
                "https://id.example.com",
                "clientId",
                "client-of-known-ones",
                "clientSecret",
                "planted-secret",
                "label",
                Map.of("en", "Fake", "zh", "假")));
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    200,
                    admin.call("PUT", "/identity-providers/" + it, Json.write(body))
                            .status());
        }
        List<JsonNode> lines = traces("updateIdentityProvider").stream()
                .filter(l -> l.at("/resource/id").asString().equals(it))
                .toList();
        assertEquals(2, lines.size());
        assertEquals("renewed", changes(lines.getFirst()).at("/secretSet/after").asString());
        assertFalse(changes(lines.getFirst()).toString().contains("planted"));
        assertEquals(
                204, admin.call("DELETE", "/identity-providers/" + it, null).status());
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
            assertEquals("/", browser.get(answer(browser, path)).location(), path);
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
            ApiUser.Answer a = admin.call(
                    "POST",
                    "/identity-providers",
                    Json.write(Map.of("issuer", issuer, "clientId", "x", "label", Map.of("en", "x", "zh", "x"))));
            assertEquals(400, a.status(), issuer);
            assertTrue(a.body().contains("issuer"), a.body());
        }
        // A name of this machine that the operator has not listed, and a provider that sends the server on.
        String local = make("https://localhost:" + app.port(), false);
        assertEquals(
                "/sign-in?error=failed",
                new Browser().get(uri("/api/v1/oidc/" + local + "/start")).location());
        assertEquals(
                204, admin.call("DELETE", "/identity-providers/" + local, null).status());
        assertEquals(
                404, new Browser().get(uri("/api/v1/oidc/" + local + "/start")).status());
        assertEquals(400, new Browser().get(uri("/api/v1/oidc/nonsense/start")).status());
    }

    @Test
    void theSecretIsNeverShownAndNotSentElsewhere() {
        JsonNode shown = admin.get("/identity-providers/" + id);
        assertFalse(shown.toString().contains(FakeProvider.SECRET), shown.toString());
        assertTrue(shown.get("secretSet").asBoolean());
        assertEquals(
                "http://127.0.0.1:" + app.port() + "/api/v1/oidc/callback",
                shown.get("redirectUri").asString());
        Map<String, Object> moved =
                Map.of("issuer", "https://id.example.com", "clientId", "client", "label", Map.of("en", "x", "zh", "x"));
        ApiUser.Answer a = admin.call("PUT", "/identity-providers/" + id, Json.write(moved));
        assertEquals(400, a.status());
        assertTrue(a.body().contains("clientSecret"), a.body());
    }

    @Test
    void whatATenantOffersDoesNotTellWhetherThereIsOne() {
        assertTrue(people.nobody().get("/sign-in-options").toString().contains(id));
        assertEquals(people.nobody().get("/sign-in-options?tenant=no-such").toString(), "{\"providers\":[]}");
    }

    @Test
    void aProviderThatHangsHoldsNobodyUp() throws Exception {
        try (FakeProvider hanging = new FakeProvider()) {
            hanging.instead.put("/.well-known/openid-configuration", "");
            String other = admin.make(
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
            assertEquals(
                    "/sign-in?error=failed",
                    new Browser().get(uri("/api/v1/oidc/" + other + "/start")).location());
            assertTrue(System.nanoTime() - begin < 15_000_000_000L);
            begin = System.nanoTime();
            assertEquals(
                    "/sign-in?error=failed",
                    new Browser().get(uri("/api/v1/oidc/" + other + "/start")).location());
        }
    }
}
