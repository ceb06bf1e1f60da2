package io.opencoc.kernel.sql;

import static io.opencoc.kernel.TestServer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.kernel.TestServer;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What fails inside a transaction, and what of it stays. */
class TxAttemptIT {
    static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Something that a transaction leaves behind. */
    private static Uni<Void> mark(Tx tx, String name) {
        return tx.query(
                        "INSERT INTO user_group (tenant_id, id, name, created_at) VALUES ($1, $2, $3, now())",
                        tx.tenant(),
                        UUID.randomUUID(),
                        name)
                .replaceWithVoid();
    }

    private static Uni<Void> wrong(Tx tx) {
        return tx.query("SELECT 1 / 0").replaceWithVoid();
    }

    private static List<String> marks(String like) {
        return await(server.database()
                .in(
                        server.admin,
                        tx -> tx.list(
                                "SELECT name FROM user_group WHERE name LIKE $1 ORDER BY name",
                                r -> r.getString("name"),
                                like)));
    }

    @Test
    void anErrorOfSqlUndoesTheAttemptAlone() {
        await(server.database().in(server.admin, tx -> mark(tx, "a1")
                .chain(() -> tx.attempt(() -> mark(tx, "a2").chain(() -> wrong(tx))))
                .onFailure()
                .recoverWithNull()
                .chain(() -> mark(tx, "a3"))));
        assertEquals(List.of("a1", "a3"), marks("a%"));
    }

    @Test
    void soDoSeveralThatAreOnTheirWayTogether() {
        await(server.database().in(server.admin, tx -> mark(tx, "b1")
                .chain(() -> tx.attempt(() ->
                        Uni.join().all(wrong(tx), mark(tx, "b2"), wrong(tx)).andFailFast()))
                .onFailure()
                .recoverWithNull()
                .chain(() -> tx.attempt(() -> mark(tx, "b3")))));
        assertEquals(List.of("b1", "b3"), marks("b%"));
    }

    @Test
    void anAttemptInAnAttemptEndsWithItself() {
        await(server.database().in(server.admin, tx -> tx.attempt(() -> mark(tx, "c1")
                        .chain(() -> tx.attempt(() -> mark(tx, "c2")))
                        .chain(() -> wrong(tx)))
                .onFailure()
                .recoverWithNull()
                .chain(() -> mark(tx, "c3"))));
        assertEquals(List.of("c3"), marks("c%"), "the outer one undoes everything of its own");
        await(server.database()
                .in(
                        server.admin,
                        tx -> tx.attempt(() -> mark(tx, "d1")
                                .chain(() -> tx.attempt(() -> wrong(tx)))
                                .onFailure()
                                .recoverWithNull()
                                .chain(() -> mark(tx, "d2")))));
        assertEquals(List.of("d1", "d2"), marks("d%"), "the inner one undoes nothing of the outer");
    }
}
