package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import io.opencoc.launcher.app.Browser.Page;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Signing in with an identity provider that insists on everything, and what comes of it for users, trail and tenants. */
class OidcIT {
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
    void somebodyNewBecomesAUserAndStaysTheSame() {
        oidc.provider.subject = "new-one";
        oidc.provider.more = Map.of("preferred_username", "new.one", "name", "New One", "groups", List.of("a"));
        Browser browser = new Browser();
        Page back = browser.get(oidc.answer(browser, "/incidents"));
        assertEquals(302, back.status());
        assertEquals("/incidents", back.location());
        assertEquals(List.of(), oidc.provider.complaints);
        assertEquals("New One", oidc.session(browser).at("/user/name").asString());
        oidc.provider.more = Map.of("preferred_username", "renamed", "name", "Renamed");
        Browser again = new Browser();
        again.get(oidc.answer(again, "/"));
        assertEquals(
                oidc.session(browser).at("/user/id").asString(),
                oidc.session(again).at("/user/id").asString());
        // A user of an identity provider has no password to guess.
        assertEquals(
                401,
                oidc.people
                        .nobody()
                        .call("POST", "/sessions", Json.write(Map.of("user", "new.one", "password", "!")))
                        .status());
    }

    @Test
    void whoIsNotKnownIsNotTakenForSomebodyOfTheSameName() throws Exception {
        oidc.provider.subject = "thief";
        oidc.provider.more =
                Map.of("preferred_username", "admin", "email", "admin@example.com", "email_verified", true);
        Browser thief = new Browser();
        assertEquals(
                "/sign-in?error=unknown", thief.get(oidc.answer(thief, "/")).location());
        assertNull(thief.session(oidc.app));
        // A user who is signed in adds the identity, and then may use it.
        Browser owner = new Browser();
        String token = oidc.people.user("default", "coc:engineer:list").token();
        owner.cookies.put("127.0.0.1:" + oidc.app.port(), new LinkedHashMap<>(Map.of("coc_session", token)));
        oidc.provider.subject = "owner";
        assertEquals(
                401,
                new Browser()
                        .get(oidc.uri("/api/v1/oidc/" + oidc.id + "/start?link=true"))
                        .status());
        Page away = owner.get(oidc.uri("/api/v1/oidc/" + oidc.id + "/start?link=true&returnTo=/profile"));
        assertEquals("/profile", owner.get(owner.get(away.next()).next()).location());
        assertEquals(token, owner.session(oidc.app), "the same session");
        Browser later = new Browser();
        assertEquals("/", later.get(oidc.answer(later, "/")).location());
        assertEquals(
                oidc.session(owner).at("/user/id").asString(),
                oidc.session(later).at("/user/id").asString());
    }

    @Test
    void whatSigningInChangesIsInTheTrail() {
        oidc.admin.make("/groups", Map.of("name", "Night shift", "externalNames", List.of("night@idp")));
        oidc.provider.subject = "traced";
        oidc.provider.more = Map.of("preferred_username", "traced", "groups", List.of("night@idp"));
        Browser first = new Browser();
        first.get(oidc.answer(first, "/"));
        JsonNode made = oidc.traces("createUser").stream()
                .filter(l -> l.at("/resource/name").asString().equals("traced"))
                .findFirst()
                .orElseThrow();
        assertEquals("finishOidc", made.get("operation").asString());
        assertEquals(
                "traced at " + oidc.provider.issuer(),
                oidc.changes(made).at("/identity/after").asString());
        assertEquals("Night shift", oidc.changes(made).at("/joined/after/0").asString());
        // Later the identity provider says otherwise.
        oidc.provider.more = Map.of("preferred_username", "traced", "groups", List.of());
        Browser second = new Browser();
        second.get(oidc.answer(second, "/"));
        JsonNode left = oidc.traces("updateUser").getFirst();
        assertEquals("Night shift", oidc.changes(left).at("/left/after/0").asString());
        assertEquals(made.at("/resource/id"), left.at("/resource/id"));
    }

    @Test
    void anIdentityIsAddedOnlyWhileTheSessionLastsAndThatIsInTheTrail() throws Exception {
        ApiUser user = oidc.people.user("default", "coc:engineer:list");
        Browser browser = new Browser();
        browser.cookies.put("127.0.0.1:" + oidc.app.port(), new LinkedHashMap<>(Map.of("coc_session", user.token())));
        oidc.provider.subject = "added";
        Page away = browser.get(oidc.uri("/api/v1/oidc/" + oidc.id + "/start?link=true&returnTo=/profile"));
        assertEquals("/profile", browser.get(browser.get(away.next()).next()).location());
        JsonNode line = oidc.traces("linkIdentity").getFirst();
        assertEquals(
                "added at " + oidc.provider.issuer(),
                oidc.changes(line).at("/identity/after").asString());
        assertEquals("session", line.at("/credential/kind").asString());
        // Who has stolen a session begins, and it is ended before they are back.
        oidc.provider.subject = "thief";
        Page begun = browser.get(oidc.uri("/api/v1/oidc/" + oidc.id + "/start?link=true&returnTo=/profile"));
        assertEquals(204, user.call("DELETE", "/sessions/current", null).status());
        assertEquals(
                "/sign-in?error=expired",
                browser.get(browser.get(begun.next()).next()).location());
        assertEquals(
                1,
                oidc.traces("linkIdentity").stream()
                        .filter(l -> l.at("/user/id").equals(line.at("/user/id")))
                        .count());
    }

    @Test
    void anotherSecretLeavesATrace() {
        String it = oidc.make("https://id.example.com", false);
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
                    oidc.admin
                            .call("PUT", "/identity-providers/" + it, Json.write(body))
                            .status());
        }
        List<JsonNode> lines = oidc.traces("updateIdentityProvider").stream()
                .filter(l -> l.at("/resource/id").asString().equals(it))
                .toList();
        assertEquals(2, lines.size());
        assertEquals(
                "renewed", oidc.changes(lines.getFirst()).at("/secretSet/after").asString());
        assertFalse(oidc.changes(lines.getFirst()).toString().contains("planted"));
        assertEquals(
                204,
                oidc.admin.call("DELETE", "/identity-providers/" + it, null).status());
    }

    @Test
    void theSecretIsNeverShownAndNotSentElsewhere() {
        JsonNode shown = oidc.admin.get("/identity-providers/" + oidc.id);
        assertFalse(shown.toString().contains(FakeProvider.SECRET), shown.toString());
        assertTrue(shown.get("secretSet").asBoolean());
        assertEquals(
                "http://127.0.0.1:" + oidc.app.port() + "/api/v1/oidc/callback",
                shown.get("redirectUri").asString());
        Map<String, Object> moved =
                Map.of("issuer", "https://id.example.com", "clientId", "client", "label", Map.of("en", "x", "zh", "x"));
        ApiUser.Answer a = oidc.admin.call("PUT", "/identity-providers/" + oidc.id, Json.write(moved));
        assertEquals(400, a.status());
        assertTrue(a.body().contains("clientSecret"), a.body());
    }

    @Test
    void whatATenantOffersDoesNotTellWhetherThereIsOne() {
        assertTrue(oidc.people.nobody().get("/sign-in-options").toString().contains(oidc.id));
        assertEquals(oidc.people.nobody().get("/sign-in-options?tenant=no-such").toString(), "{\"providers\":[]}");
    }
}
