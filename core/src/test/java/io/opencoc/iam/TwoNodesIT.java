package io.opencoc.iam;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Target;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second node on the same database: another {@link AccessService}, which hears of changes from the database alone. */
class TwoNodesIT {
    private final AtomicLong nanos = new AtomicLong();
    private TestServer server;
    private Client admin;
    private AccessService second;
    private UUID tenant;
    private UUID user;

    @BeforeEach
    void start() {
        server = TestServer.with(kernel -> {});
        admin = server.client();
        tenant = server.admin.tenant();
        user = UUID.fromString(
                admin.post("/users", "{\"name\":\"subject\",\"displayName\":\"S\",\"password\":\"quiet lantern moss\"}")
                        .json()
                        .get("id")
                        .asString());
    }

    @AfterEach
    void stop() {
        await(second.stop());
        server.close();
    }

    private void second(java.util.function.LongSupplier time) {
        second = new AccessService(server.vertx, server.database(), time);
        second.start();
    }

    private boolean keepsWhatItKnows() {
        Access before = await(second.of(tenant, user));
        return before == await(second.of(tenant, user));
    }

    private boolean mayOnSecond(String action) {
        return await(second.of(tenant, user))
                .decide(action, Caller.system(), Target.TENANT)
                .allowed();
    }

    private void within(Duration limit, String what, java.util.function.BooleanSupplier so) {
        long begin = System.nanoTime();
        eventually(what, so);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(took.compareTo(limit) < 0, what + " took " + took);
    }

    @Test
    void aChangeCountsWithinASecondOnTheOther() {
        second(System::nanoTime);
        eventually("it keeps what it knows", this::keepsWhatItKnows);
        // Twice the promise, for the machine is shared.
        Duration limit = Duration.ofSeconds(2);
        String group =
                admin.post("/groups", "{\"name\":\"G\"}").json().get("id").asString();
        admin.post("/groups/" + group + "/attachments", "{\"policyId\":\"" + SystemPolicies.FULL_ACCESS + "\"}");
        assertTrue(!mayOnSecond("coc:user:list"));
        admin.post("/groups/" + group + "/members", "{\"userIds\":[\"" + user + "\"]}");
        within(limit, "it may", () -> mayOnSecond("coc:user:list"));
        String deny = admin.post("/policies", """
                        {"name": "Deny", "document": {"Version": "1.1", "Statement": [{"Effect": "Deny", "Action": ["coc:group:*"]}]}}""").json().get("id").asString();
        admin.post("/users/" + user + "/attachments", "{\"policyId\":\"" + deny + "\"}");
        within(limit, "a denial is attached", () -> !mayOnSecond("coc:group:list") && mayOnSecond("coc:user:list"));
        admin.put("/policies/" + deny, """
                {"name": "Deny", "document": {"Version": "1.1", "Statement": [{"Effect": "Deny", "Action": ["coc:user:*"]}]}}""");
        within(limit, "the policy is changed", () -> mayOnSecond("coc:group:list") && !mayOnSecond("coc:user:list"));
        admin.delete("/groups/" + group);
        within(limit, "the group is gone", () -> !mayOnSecond("coc:group:list"));
        admin.post("/users/" + user + "/disable", "");
        within(limit, "the user is disabled", () -> await(second.find(tenant, user)) == null);
    }

    @Test
    void whatIsKnownIsKeptUntilItChanges() {
        second(System::nanoTime);
        eventually("it keeps what it knows", this::keepsWhatItKnows);
        Access before = await(second.of(tenant, user));
        server.signIn("other", "admin").post("/groups", "{\"name\":\"Elsewhere\"}");
        assertSame(before, await(second.of(tenant, user)), "changes of other tenants do not matter");
        // On its own node a change counts before it is answered.
        Access first = await(server.iam.access().of(tenant, user));
        admin.post("/groups", "{\"name\":\"Here\"}");
        assertNotSame(first, await(server.iam.access().of(tenant, user)));
    }

    @Test
    void aNodeThatCannotAskTrustsNothingForLong() {
        second(nanos::get);
        eventually("it keeps what it knows", this::keepsWhatItKnows);
        await(second.stop());
        Access known = await(second.of(tenant, user));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertSame(known, await(second.of(tenant, user)));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertNotSame(known, await(second.of(tenant, user)), "it looks itself instead");
        admin.delete("/users/" + user);
        assertNull(await(second.find(tenant, user)));
    }

    @Test
    void whoCannotBeReadMayDoNothing() {
        second(System::nanoTime);
        admin.post("/users/" + user + "/attachments", "{\"policyId\":\"" + SystemPolicies.FULL_ACCESS + "\"}");
        String odd = admin.post("/policies", """
                        {"name": "Odd", "document": {"Version": "1.1", "Statement": [{"Effect": "Deny", "Action": ["coc:group:*"]}]}}""").json().get("id").asString();
        admin.post("/users/" + user + "/attachments", "{\"policyId\":\"" + odd + "\"}");
        eventually("it may", () -> mayOnSecond("coc:user:list"));
        await(server.database()
                .in(
                        server.admin,
                        tx -> tx.update("UPDATE policy SET document = '{\"broken\": 1}', updated_at = now()")));
        admin.post("/groups", "{\"name\":\"Any\"}");
        eventually("it may nothing", () -> !mayOnSecond("coc:user:list"));
        assertEquals(
                "Odd",
                await(second.of(tenant, user))
                        .decide("coc:user:list", Caller.system(), Target.TENANT)
                        .by()
                        .origin()
                        .policy());
    }
}
