package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.opencoc.launcher.app.Browser.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A server with an identity provider, and an administrator who has named it. */
final class OidcFixture implements AutoCloseable {
    final App app;
    final TestPeople people;
    final FakeProvider provider;
    final ApiUser admin;
    final String id;

    OidcFixture(Path data) throws Exception {
        app = TestApp.start(data, "COC_SIGN_IN_OIDC_ALLOWED_HOSTS", "127.0.0.1");
        people = new TestPeople(app, data);
        provider = new FakeProvider();
        admin = people.user("default", "coc:*:*");
        id = make(provider.issuer(), true);
    }

    String make(String issuer, boolean createUsers) {
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

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }

    /** As far as the answer that the identity provider sends the browser back with. */
    URI answer(Browser browser, String returnTo) {
        Page started = browser.get(uri("/api/v1/oidc/" + id + "/start?returnTo=" + returnTo));
        assertEquals(302, started.status(), started.toString());
        Page there = browser.get(started.next());
        assertEquals(302, there.status(), there.toString());
        return there.next();
    }

    JsonNode session(Browser browser) {
        String token = browser.session(app);
        assertNotNull(token);
        return new ApiUser(java.net.http.HttpClient.newHttpClient(), app.port(), token, "test")
                .get("/sessions/current");
    }

    List<JsonNode> traces(String name) {
        return admin.get("/traces?size=100&name=" + name)
                .get("items")
                .valueStream()
                .toList();
    }

    JsonNode changes(JsonNode line) {
        return admin.get("/traces/" + line.get("id").asString()).get("changes");
    }

    @Override
    public void close() throws Exception {
        provider.close();
        people.close();
        app.stop();
    }
}
