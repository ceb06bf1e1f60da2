package io.opencoc.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import java.util.List;
import java.util.stream.Collectors;

/** A server whose administrator makes users, groups and policies. */
final class IamFixture implements AutoCloseable {
    static final String ENGINEERS =
            "{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"coc:engineer:*\"]}]}";
    static final String NOBODY =
            "{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"coc:user:delete\"]}]}";

    final TestServer server = TestServer.with(EngineerModule::create);
    final Client admin = server.client();

    static String id(Answer made) {
        assertEquals(201, made.status(), made.body());
        return made.json().get("id").asString();
    }

    String user(String name, String... groups) {
        return id(admin.post(
                "/users",
                "{\"name\":\"%s\",\"displayName\":\"The %s\",\"password\":\"quiet lantern moss\",\"mustChangePassword\":false,\"groupIds\":[%s]}"
                        .formatted(name, name, quoted(groups))));
    }

    private static String quoted(String... ids) {
        return List.of(ids).stream().map(i -> "\"" + i + "\"").collect(Collectors.joining(","));
    }

    String group(String name) {
        return id(admin.post("/groups", "{\"name\":\"" + name + "\"}"));
    }

    String policy(String name, String document) {
        return id(admin.post("/policies", "{\"name\":\"%s\",\"document\":%s}".formatted(name, document)));
    }

    String attach(String to, String policy) {
        return id(admin.post(to + "/attachments", "{\"policyId\":\"" + policy + "\"}"));
    }

    Client signIn(String name, String password) {
        Answer a =
                server.anonymous().post("/sessions", "{\"user\":\"" + name + "\",\"password\":\"" + password + "\"}");
        assertEquals(201, a.status(), a.body());
        return server.with(a.json().get("token").asString());
    }

    static List<String> names(Answer list) {
        return list.json()
                .get("items")
                .valueStream()
                .map(i -> i.get("name").asString())
                .toList();
    }

    String adminId() {
        return admin.get("/users?q=admin").json().get("items").get(0).get("id").asString();
    }

    /** How often a change that succeeded is in the trail. */
    long traces(String name, String id) {
        return TestServer.await(server.database()
                .in(
                        server.admin.tenant(),
                        tx -> tx.one(
                                "SELECT count(*) AS n FROM kernel.trace WHERE name = $1 AND resource_id = $2 AND result = 'success'",
                                r -> r.getLong("n"),
                                name,
                                id)));
    }

    @Override
    public void close() {
        server.close();
    }
}
