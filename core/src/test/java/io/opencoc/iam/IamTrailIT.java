package io.opencoc.iam;

import static io.opencoc.iam.IamFixture.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the trail keeps of changes to users, groups and policies. */
class IamTrailIT {
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
    void everyChangeIsInTheTrail() {
        String id = iam.user("traced");
        iam.attach("/users/" + id, SystemPolicies.named("Auditor").id().toString());
        iam.admin.post("/users/" + id + "/reset-password", "{\"password\":\"amber violin kettle\"}");
        List<String> lines = TestServer.await(iam.server
                .database()
                .in(
                        iam.server.admin,
                        tx -> tx.list(
                                "SELECT name || ' ' || resource_type || ' ' || changes::text AS line FROM kernel.trace WHERE resource_id = $1 ORDER BY id",
                                r -> r.getString("line"),
                                id)));
        assertEquals(3, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("createUser User") && lines.get(0).contains("The traced"), lines.get(0));
        assertTrue(lines.get(1).startsWith("attachPolicy User") && lines.get(1).contains("Auditor"), lines.get(1));
        assertTrue(lines.get(2).startsWith("resetPassword User"), lines.get(2));
        assertFalse(lines.toString().contains("violin") || lines.toString().contains("argon"), lines.toString());
    }

    @Test
    void eachNewPasswordLeavesATrace() {
        String id = iam.user("forgetful");
        for (String password : List.of("heron kettle nine boats", "another kettle of boats")) {
            assertEquals(
                    204,
                    iam.admin
                            .post("/users/" + id + "/reset-password", "{\"password\":\"" + password + "\"}")
                            .status());
        }
        assertEquals(2, iam.traces("resetPassword", id));
    }

    @Test
    void aRepeatedCreationLeavesOneTrace() {
        String body = "{\"name\":\"repeated\"}";
        Answer first = iam.admin.post("/groups", body, "Idempotency-Key", "repeated-group");
        Answer second = iam.admin.post("/groups", body, "Idempotency-Key", "repeated-group");
        assertEquals(id(first), id(second));
        assertEquals(1, iam.traces("createGroup", id(first)));
        assertEquals(0L, (long) TestServer.await(iam.server
                .database()
                .in(
                        iam.server.admin.tenant(),
                        tx -> tx.one(
                                "SELECT count(*) AS n FROM kernel.trace WHERE name = 'createGroup' AND resource_id IS NULL AND result = 'success'",
                                r -> r.getLong("n")))));
    }
}
