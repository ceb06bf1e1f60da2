package io.opencoc.iam;

import static io.opencoc.iam.IamFixture.ENGINEERS;
import static io.opencoc.iam.IamFixture.id;
import static io.opencoc.iam.IamFixture.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Users and groups: what is kept of them, and who is in which. */
class UserApiIT {
    static IamFixture iam;

    @BeforeAll
    static void start() {
        iam = new IamFixture();
    }

    @AfterAll
    static void stop() {
        iam.close();
    }

    @Test
    void usersAreFoundChangedDisabledAndDeleted() {
        String group = iam.group("Found");
        String id = iam.user("finder", group);
        iam.user("found2");
        assertEquals(List.of("finder"), names(iam.admin.get("/users?groupId=" + group)));
        assertEquals(List.of("finder"), names(iam.admin.get("/users?q=The+FINDER&enabled=true")));
        assertEquals(List.of(), names(iam.admin.get("/users?q=finder&enabled=false")));
        JsonNode shown = iam.admin.get("/users/" + id).json();
        assertEquals("Found", shown.at("/groups/0/name").asString());
        assertFalse(shown.get("mustChangePassword").asBoolean());
        assertFalse(iam.admin.get("/users/" + id).body().contains("argon"));

        Answer changed = iam.admin.put(
                "/users/" + id, "{\"displayName\":\" F \",\"email\":\"f@example.com\",\"language\":\"zh\"}");
        assertEquals("F", changed.json().get("displayName").asString());
        assertEquals("f@example.com", changed.json().get("email").asString());
        assertEquals(
                List.of("name"),
                iam.admin
                        .post(
                                "/users",
                                "{\"name\":\"finder\",\"displayName\":\"x\",\"password\":\"quiet lantern moss\"}")
                        .fields());
        assertEquals(
                List.of("password"),
                iam.admin
                        .post("/users", "{\"name\":\"weak\",\"displayName\":\"x\",\"password\":\"weak\"}")
                        .fields());
        assertEquals(
                List.of("groupIds"),
                iam.admin
                        .post(
                                "/users",
                                "{\"name\":\"lost\",\"displayName\":\"x\",\"password\":\"quiet lantern moss\",\"groupIds\":[\"%s\"]}"
                                        .formatted(id))
                        .fields());

        Client finder = iam.signIn("finder", "quiet lantern moss");
        assertEquals(200, finder.get("/sessions/current").status());
        assertFalse(iam.admin
                .post("/users/" + id + "/disable", "")
                .json()
                .get("enabled")
                .asBoolean());
        assertTrue(finder.get("/engineers").status() >= 401);
        assertEquals(
                401,
                iam.server
                        .anonymous()
                        .post("/sessions", "{\"user\":\"finder\",\"password\":\"quiet lantern moss\"}")
                        .status());
        assertTrue(iam.admin
                .post("/users/" + id + "/enable", "")
                .json()
                .get("enabled")
                .asBoolean());
        assertEquals(
                204,
                iam.admin
                        .post("/users/" + id + "/reset-password", "{\"password\":\"amber violin kettle\"}")
                        .status());
        iam.signIn("finder", "amber violin kettle");
        assertEquals(204, iam.admin.delete("/users/" + id).status());
        assertEquals(404, iam.admin.get("/users/" + id).status());
        assertEquals(
                0, iam.admin.get("/groups/" + group).json().get("memberCount").asInt());
    }

    @Test
    void aRepeatedCreationGivesTheFirst() {
        String body = "{\"name\":\"once\",\"displayName\":\"Once\",\"password\":\"quiet lantern moss\"}";
        Answer first = iam.admin.post("/users", body, "Idempotency-Key", "create-once");
        Answer again = iam.admin.post("/users", body, "Idempotency-Key", "create-once");
        assertEquals(id(first), id(again));
    }

    @Test
    void groupsHaveMembersAndExternalNames() {
        Answer made = iam.admin.post("/groups", "{\"name\":\"Ops\",\"externalNames\":[\"ops@idp\",\"ops@idp\"]}");
        String id = id(made);
        assertEquals(1, made.json().get("externalNames").size());
        assertEquals(
                List.of("name"), iam.admin.post("/groups", "{\"name\":\"Ops\"}").fields());
        String one = iam.user("ops1");
        Answer added = iam.admin.post("/groups/" + id + "/members", "{\"userIds\":[\"" + one + "\",\"" + one + "\"]}");
        assertEquals("ops1", added.json().at("/members/0/name").asString());
        assertEquals(
                List.of("userIds"),
                iam.admin
                        .post("/groups/" + id + "/members", "{\"userIds\":[\"" + id + "\"]}")
                        .fields());
        assertEquals(List.of("Ops"), names(iam.admin.get("/groups?userId=" + one)));
        assertEquals(204, iam.admin.delete("/groups/" + id + "/members/" + one).status());
        assertEquals(404, iam.admin.delete("/groups/" + id + "/members/" + one).status());
        assertEquals(200, iam.admin.put("/groups/" + id, "{\"name\":\"Ops 2\"}").status());
        assertEquals(204, iam.admin.delete("/groups/" + id).status());
        assertEquals(404, iam.admin.get("/groups/" + id).status());
    }

    @Test
    void anIdentityProviderSaysWhoIsInItsGroups() {
        String dev = id(iam.admin.post("/groups", "{\"name\":\"Dev\",\"externalNames\":[\"dev@idp\",\"dev2@idp\"]}"));
        String qa = id(iam.admin.post("/groups", "{\"name\":\"QA\",\"externalNames\":[\"qa@idp\"]}"));
        String own = iam.group("Not of the provider");
        String user = iam.user("external", own);
        for (String[] step : new String[][] {
            {"qa@idp,unknown", qa, "true"},
            {"qa@idp", qa, "false"},
            {"dev2@idp,dev@idp", dev, "true"},
            {"", own, "true"}
        }) {
            var moved = TestServer.await(iam.server.database().in(iam.server.admin, tx -> iam.server
                    .iam
                    .externalGroups()
                    .assign(tx, UUID.fromString(user), List.of(step[0].split(",")), null)));
            assertEquals(Boolean.parseBoolean(step[2]), !moved.isEmpty(), step[0]);
            assertEquals(
                    new java.util.HashSet<>(List.of(own, step[1])),
                    iam.admin
                            .get("/users/" + user)
                            .json()
                            .get("groups")
                            .valueStream()
                            .map(g -> g.get("id").asString())
                            .collect(Collectors.toSet()));
        }
        var placed = TestServer.await(iam.server.database().in(iam.server.admin, tx -> iam.server
                .iam
                .externalGroups()
                .assign(tx, UUID.fromString(user), List.of("unknown"), UUID.fromString(dev))));
        assertEquals(1, placed.get("joined").size());
        assertEquals(List.of(), placed.get("left"));
        assertEquals(2, iam.admin.get("/users/" + user).json().get("groups").size());
    }

    @Test
    void namesAreOneLineWithoutTricks() {
        for (String name :
                List.of("a\\nb", "a\\u0007b", "\\u202eevil", "a\\u2066b", "a\\u2028b", "a\\u0085b", "a\\u200eb")) {
            for (Answer a : List.of(
                    iam.admin.post("/groups", "{\"name\":\"" + name + "\"}"),
                    iam.admin.post("/policies", "{\"name\":\"%s\",\"document\":%s}".formatted(name, ENGINEERS)),
                    iam.admin.post("/engineers", "{\"name\":\"" + name + "\"}"),
                    iam.admin.post(
                            "/tokens",
                            "{\"name\":\"%s\",\"actions\":[\"*\"],\"expiresAt\":\"%s\"}"
                                    .formatted(name, iam.server.clock.instant().plusSeconds(600))))) {
                assertEquals(400, a.status(), name + " " + a.body());
                assertEquals(List.of("name"), a.fields(), a.body());
                assertTrue(a.body().contains("one line"), a.body());
            }
            Answer user = iam.admin.post(
                    "/users",
                    "{\"name\":\"tricky\",\"displayName\":\"%s\",\"password\":\"quiet lantern moss\"}".formatted(name));
            assertEquals(List.of("displayName"), user.fields(), user.body());
        }
        // Letters of all scripts, and what joins them, are names.
        iam.group("运维组 ‌فارسی é 👩‍💻");
    }
}
