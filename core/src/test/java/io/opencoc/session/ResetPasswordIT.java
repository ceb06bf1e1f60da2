package io.opencoc.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.audit.AuditModule;
import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a new password does to what its user had signed in with. */
class ResetPasswordIT {
    private static final String OLD = "quiet lantern moss";
    private static final String NEW = "heron kettle nine boats";
    static TestServer server;
    static Client admin;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {
            EngineerModule.create(kernel);
            AuditModule.create(kernel, Duration.ofDays(100));
        });
        admin = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String user(String name) {
        Answer made = admin.post(
                "/users",
                "{\"name\":\"%s\",\"displayName\":\"%s\",\"password\":\"%s\",\"mustChangePassword\":false}"
                        .formatted(name, name, OLD));
        assertEquals(201, made.status(), made.body());
        String id = made.json().get("id").asString();
        String policies =
                admin.get("/policies?q=ReadOnly").json().at("/items/0/id").asString();
        assertEquals(
                201,
                admin.post("/users/" + id + "/attachments", "{\"policyId\":\"" + policies + "\"}")
                        .status());
        return id;
    }

    private static Client token(Client session) {
        Answer made = session.post(
                "/tokens",
                "{\"name\":\"program\",\"actions\":[\"*\"],\"expiresAt\":\"%s\"}"
                        .formatted(server.clock.instant().plus(Duration.ofDays(9))));
        assertEquals(201, made.status(), made.body());
        Client token = server.with(made.json().get("token").asString());
        assertEquals(200, token.get("/engineers").status());
        return token;
    }

    @Test
    void anAdministratorsResetEndsSessionsAndTokens() {
        String id = user("lost");
        Client session = server.signIn("default", "lost", OLD);
        Client token = token(session);
        Client others = token(admin);
        Answer reset = admin.post("/users/" + id + "/reset-password", "{\"password\":\"" + NEW + "\"}");
        assertEquals(204, reset.status(), reset.body());
        assertEquals(401, token.get("/engineers").status());
        assertEquals(401, session.get("/engineers").status());
        assertEquals(200, others.get("/engineers").status(), "another user's token");
        JsonNode line =
                admin.get("/traces?name=resetPassword&resourceId=" + id).json().at("/items/0");
        JsonNode changes =
                admin.get("/traces/" + line.get("id").asString()).json().get("changes");
        assertEquals(1, changes.at("/tokensRevoked/after").asInt());
        assertEquals(1, changes.at("/sessionsEnded/after").asInt());
        assertTrue(!changes.toString().contains(NEW), changes.toString());
    }

    @Test
    void aChangeOfOnesOwnLeavesTokens() {
        user("careful");
        Client session = server.signIn("default", "careful", OLD);
        Client token = token(session);
        Answer changed =
                session.put("/sessions/current/password", "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(OLD, NEW));
        assertEquals(204, changed.status(), changed.body());
        assertEquals(200, token.get("/engineers").status());
    }
}
