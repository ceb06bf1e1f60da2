package io.opencoc.session;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.http.Problem;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sessions, passwords and lockout over HTTP, on a clock that moves. */
class SessionApiIT {
    private static final String FRESH = "heron kettle nine boats";
    TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.with(kernel -> {});
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> ids(Answer list) {
        assertEquals(200, list.status(), list.body());
        return list.json()
                .get("items")
                .valueStream()
                .map(s -> s.get("id").asString())
                .toList();
    }

    private static String current(Answer list) {
        return list.json()
                .get("items")
                .valueStream()
                .filter(s -> s.get("current").asBoolean())
                .map(s -> s.get("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private Answer signIn(String user, String password, String address) {
        return server.anonymous()
                .post(
                        "/sessions",
                        "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password),
                        "X-Forwarded-For",
                        address);
    }

    private void sql(String statement, String tenant) {
        await(server.database()
                .in(
                        tenant.equals("default") ? server.admin.tenant() : server.otherAdmin.tenant(),
                        tx -> tx.query(statement)));
    }

    private List<String> traces(String name) {
        return await(server.database()
                .in(
                        server.admin.tenant(),
                        tx -> tx.list(
                                "SELECT result || ' ' || actor_name || ' ' || coalesce(actor_id::text, '-') AS line FROM kernel.trace WHERE name = $1 ORDER BY at",
                                r -> r.getString("line"),
                                name)));
    }

    @Test
    void whatAnAdministratorDoesToAUserEndsTheirSessionsAndStreamsAtOnce() throws Exception {
        Client admin = server.client();
        for (String change : List.of("disable", "delete", "reset")) {
            Answer made = admin.post(
                    "/users",
                    "{\"name\":\"to-%1$s\",\"displayName\":\"Alice\",\"password\":\"%2$s\",\"mustChangePassword\":false}"
                            .formatted(change, FRESH));
            String user = "/users/" + made.json().get("id").asString();
            Client alice = server.signIn("default", "to-" + change, FRESH);
            HttpRequest live = HttpRequest.newBuilder(server.uri("/api/v1/events"))
                    .header("Authorization", "Bearer " + alice.token())
                    .build();
            try (HttpClient http = HttpClient.newHttpClient()) {
                HttpResponse<java.io.InputStream> stream = http.send(live, HttpResponse.BodyHandlers.ofInputStream());
                assertEquals(200, stream.statusCode());
                Answer done =
                        switch (change) {
                            case "disable" -> admin.post(user + "/disable", null);
                            case "delete" -> admin.delete(user);
                            default -> admin.post(user + "/reset-password", "{\"password\":\"amber violin kettle\"}");
                        };
                assertTrue(done.status() < 300, change + done);
                assertEquals(401, alice.get("/sessions/current").status(), change);
                // To its end, which comes.
                stream.body().readAllBytes();
            }
        }
        // Nothing but the administrator's.
        assertEquals(1, ids(admin.get("/sessions?of=all")).size());
    }

    @Test
    void oneSeesAndEndsOnesOwnAndNobodyElses() {
        Client one = server.signIn("default", "reader");
        Client two = server.signIn("default", "reader");
        Client admin = server.client();
        Answer own = two.get("/sessions");
        assertEquals(2, ids(own).size());
        JsonNode shown = own.json().get("items").get(0);
        assertEquals("127.0.0.1", shown.get("address").asString());
        assertTrue(shown.get("agent").asString().startsWith("Java-http-client"), own.body());
        assertEquals("password", shown.get("method").asString());
        assertFalse(own.body().contains(one.token()) || own.body().contains("hash"), own.body());

        String ofAdmin = current(admin.get("/sessions"));
        assertEquals(
                404,
                server.signIn("other", "admin").delete("/sessions/" + ofAdmin).status());
        // A reader may list, but not end.
        assertEquals(403, two.delete("/sessions/" + ofAdmin).status());
        assertEquals(3, ids(two.get("/sessions?of=all")).size());
        assertEquals(
                204, two.delete("/sessions/" + current(one.get("/sessions"))).status());
        assertEquals(401, one.get("/sessions/current").status(), "at once");
        assertEquals(200, two.get("/sessions/current").status());

        String reader = two.get("/sessions/current").json().at("/user/id").asString();
        assertEquals(1, ids(admin.get("/sessions?userId=" + reader)).size());
        assertEquals(
                1,
                admin.delete("/sessions?userId=" + reader).json().get("ended").asInt());
        assertEquals(401, two.get("/sessions/current").status());
        server.client();
        assertEquals(1, admin.delete("/sessions").json().get("ended").asInt(), "all but the one that asks");
        assertEquals(List.of(ofAdmin), ids(admin.get("/sessions")));
        assertEquals(
                3,
                traces("deleteSession").stream()
                        .filter(t -> t.startsWith("success"))
                        .count());
        assertEquals(
                1,
                traces("deleteSession").stream()
                        .filter(t -> t.startsWith("refused"))
                        .count());
    }

    @Test
    void withoutTheActionOnlyOnesOwnAreShown() {
        sql("DELETE FROM policy_attachment WHERE user_id = (SELECT id FROM app_user WHERE name = 'reader')", "default");
        Client reader = server.signIn("default", "reader");
        String ofAdmin = current(server.client().get("/sessions"));
        assertEquals(403, reader.get("/sessions?of=all").status());
        assertEquals(404, reader.delete("/sessions/" + ofAdmin).status());
        assertEquals(1, ids(reader.get("/sessions")).size());
    }

    @Test
    void aSessionEndsWhenItIsNotUsedAndAtTheLatestAfterHalfADay() {
        Client idle = server.client();
        Client busy = server.client();
        for (int i = 0; i < 11; i++) {
            server.clock.forward(Duration.ofMinutes(62));
            int used = i;
            assertEquals(200, busy.get("/sessions/current").status(), () -> "hour " + used);
            String before = String.valueOf(i);
            eventually("the use is noted " + before, () -> lastUsedWithin(busy, Duration.ofMinutes(1)));
        }
        assertEquals(401, idle.get("/sessions/current").status());
        server.clock.forward(Duration.ofMinutes(62));
        assertEquals(401, busy.get("/sessions/current").status(), "12 hours are over");
    }

    private boolean lastUsedWithin(Client client, Duration age) {
        String at = client.get("/sessions").json().at("/items/0/lastUsedAt").asString();
        return java.time.Instant.parse(at).isAfter(server.clock.instant().minus(age));
    }

    @Test
    void anEndedSessionsStreamClosesAtOnce() throws Exception {
        Client streaming = server.signIn("default", "reader");
        try (HttpClient http = HttpClient.newHttpClient()) {
            CompletableFuture<Long> closed = new CompletableFuture<>();
            CompletableFuture<Void> open = new CompletableFuture<>();
            HttpRequest request = HttpRequest.newBuilder(server.uri("/api/v1/events"))
                    .header("Authorization", "Bearer " + streaming.token())
                    .build();
            Thread.ofVirtual().start(() -> {
                try {
                    http.send(request, HttpResponse.BodyHandlers.ofLines())
                            .body()
                            .forEach(l -> open.complete(null));
                    closed.complete(System.nanoTime());
                } catch (Exception e) {
                    closed.completeExceptionally(e);
                }
            });
            open.get(10, java.util.concurrent.TimeUnit.SECONDS);
            String id = current(streaming.get("/sessions"));
            long begin = System.nanoTime();
            assertEquals(204, server.client().delete("/sessions/" + id).status());
            long took = closed.get(10, java.util.concurrent.TimeUnit.SECONDS) - begin;
            assertTrue(took < Duration.ofSeconds(3).toNanos(), took + " ns");
        }
    }

    @Test
    void aNewPasswordEndsTheOtherSessionsAndNotTheTokens() {
        Client one = server.client();
        Client two = server.client();
        String token = token(one);
        assertEquals(
                List.of("current"),
                one.put("/sessions/current/password", change("wrong", FRESH)).fields());
        for (String weak : List.of("short", "password1234", "admin of nine boats", "this is in default too")) {
            assertEquals(
                    List.of("new"),
                    one.put("/sessions/current/password", change("secret", weak))
                            .fields(),
                    weak);
        }
        assertEquals(
                204,
                one.put("/sessions/current/password", change("secret", FRESH)).status());
        assertEquals(200, one.get("/sessions/current").status());
        assertEquals(401, two.get("/sessions/current").status());
        assertEquals(200, with(token).get("/sessions/current").status());
        assertEquals(401, signIn("admin", "secret", "192.0.2.1").status());
        assertEquals(201, signIn("admin", FRESH, "192.0.2.1").status());
        assertEquals(
                List.of("new"),
                one.put("/sessions/current/password", change(FRESH, FRESH)).fields());
    }

    @Test
    void guessingAtThePresentPasswordIsSlowedDown() {
        Client left = server.client();
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    400,
                    left.put("/sessions/current/password", change("guess", FRESH))
                            .status());
        }
        assertEquals(
                429,
                left.put("/sessions/current/password", change("secret", FRESH)).status());
    }

    @Test
    void whoMustChangeThePasswordMayDoNothingElse() {
        String token = token(server.client());
        sql("UPDATE app_user SET must_change_password = true WHERE name = 'admin'", "default");
        Client client = server.client();
        JsonNode session = client.get("/sessions/current").json();
        assertTrue(session.get("mustChangePassword").asBoolean());
        assertTrue(session.get("actions").isEmpty());
        for (String path : List.of("/sessions", "/tokens", "/events")) {
            Answer refused = client.get(path);
            assertEquals(403, refused.status(), path);
            assertEquals(
                    "urn:opencoc:problem:passwordExpired",
                    refused.json().get("type").asString());
        }
        assertEquals(200, with(token).get("/tokens?of=all").status(), "tokens are not passwords");
        assertEquals(
                204,
                client.put("/sessions/current/password", change("secret", FRESH))
                        .status());
        assertEquals(200, client.get("/sessions").status());
        assertFalse(
                client.get("/sessions/current").json().get("mustChangePassword").asBoolean());
    }

    @Test
    void strangersDoNotKeepAUserOut() {
        assertEquals(201, signIn("reader", "secret", "198.51.100.1").status());
        for (int i = 0; i < 10; i++) {
            assertEquals(401, signIn("reader", "guess", "192.0.2." + i).status());
            assertEquals(401, signIn("nobody", "guess", "203.0.113." + i).status());
        }
        Answer stranger = signIn("reader", "secret", "192.0.2.100");
        Answer ofNobody = signIn("nobody", "secret", "192.0.2.100");
        assertEquals(429, stranger.status(), "the right one too");
        assertEquals(stranger.body(), ofNobody.body(), "as for one who does not exist");
        assertEquals(201, signIn("reader", "secret", "198.51.100.1").status(), "from where they have been");
        server.clock.forward(Duration.ofSeconds(2));
        assertEquals(201, signIn("reader", "secret", "192.0.2.101").status(), "and a moment later from anywhere");
        eventually(
                "the trail has them",
                () -> traces("createSession").stream()
                                .filter(t -> t.startsWith("refused"))
                                .count()
                        == 20);
        List<String> refused = traces("createSession").stream()
                .filter(t -> t.startsWith("refused"))
                .toList();
        assertEquals(
                10, refused.stream().filter(t -> t.equals("refused nobody -")).count());
        assertEquals(
                10,
                refused.stream()
                        .filter(t -> t.startsWith("refused reader ") && !t.endsWith("-"))
                        .count());
    }

    @Test
    void whoIsDisabledOrGetsAnotherPasswordWhileSigningInDoesNotGetIn() {
        SignIn signIn = new SignIn(
                server.database(),
                server.clock,
                server.kernel.bus(),
                server.kernel.disabledTenants(),
                server.kernel.attempts(),
                server.iam.passwords(),
                new SignInLimits(server.clock),
                SessionSettings.STANDARD,
                new SessionRepository());
        UserRepository.Named found =
                await(server.database().withoutTenant(tx -> new UserRepository().find(tx, "default", "reader")));
        SignIn.User reader = new SignIn.User(found.tenant(), "default", found.id(), "reader", "reader", false);
        Caller caller = Caller.system(new Caller.TraceName("createSession", "Session"));
        await(signIn.begin(reader, "password", found.passwordHash(), caller));
        await(signIn.begin(reader, "oidc", null, caller));
        // Both have proved who they are, and then this happens before they are let in.
        sql("UPDATE app_user SET password_hash = 'another' WHERE name = 'reader'", "default");
        assertThrows(Problem.class, () -> await(signIn.begin(reader, "password", found.passwordHash(), caller)));
        await(signIn.begin(reader, "oidc", null, caller));
        sql("UPDATE app_user SET disabled = true WHERE name = 'reader'", "default");
        assertThrows(Problem.class, () -> await(signIn.begin(reader, "oidc", null, caller)));
        assertEquals(3, traces("createSession").size());
    }

    private String token(Client client) {
        Answer made = client.post(
                "/tokens",
                "{\"name\":\"t\",\"actions\":[\"*\"],\"expiresAt\":\"%s\"}"
                        .formatted(server.clock.instant().plus(Duration.ofDays(1))));
        assertEquals(201, made.status(), made.body());
        return made.json().get("token").asString();
    }

    private TestServer.Client with(String token) {
        return server.with(token);
    }

    private static String change(String current, String fresh) {
        return "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(current, fresh);
    }
}
