package io.opencoc.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.sql.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The days of the log of original alarms. */
class PartitionsIT {
    private static final String DROP = "SELECT kernel.alarm_log_drop('2026-01-03')";
    private static final String ROW =
            "INSERT INTO alarm_log (tenant_id, integration_id, source, lane, epoch, last_seq, count, first_at, last_at, kinds, fingerprints, size,"
                    + " fields, raws) VALUES (gen_random_uuid(), gen_random_uuid(), 's', %d, %d, %d, 1, now(), '%s', 1, '', 0, '', '')";

    DatabaseAddress database;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.create();
        TestDatabase.sql(
                database,
                "SELECT kernel.alarm_log_partitions('2026-01-01', 4)",
                "SELECT kernel.lane_open(0), kernel.lane_open(1)",
                ROW.formatted(0, 1, 7, "2026-01-01T10:00:00Z"),
                ROW.formatted(1, 1, 9, "2026-01-02T00:00:00Z"),
                ROW.formatted(0, 2, 1, "2026-01-02T23:59:59.999999Z"));
    }

    String one(String sql) throws Exception {
        try (Connection c = TestDatabase.connect(database);
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getString(1);
        }
    }

    @Test
    void whatTheRouterHasNotReadIsKept() throws Exception {
        assertEquals("0", one(DROP));
        TestDatabase.sql(database, "SELECT kernel.lane_move(0, 1, 7, now())");
        assertEquals("1", one(DROP), "the first day is read");
        TestDatabase.sql(database, "SELECT kernel.lane_move(1, 1, 9, now())");
        assertEquals("0", one(DROP), "lane 0 still has a row of the second");
        TestDatabase.sql(database, "SELECT kernel.lane_move(0, 2, 1, now())");
        assertEquals("1", one(DROP));
        assertEquals("0", one("SELECT count(*) FROM alarm_log"));
        assertEquals("2", one("SELECT count(*) FROM pg_inherits WHERE inhparent = 'alarm_log'::regclass"));
    }

    @Test
    void daysAreMadeWhileTheLogIsInUse() throws Exception {
        try (Connection writer = TestDatabase.connect(database);
                Statement s = writer.createStatement()) {
            writer.setAutoCommit(false);
            s.execute(ROW.formatted(1, 1, 10, "2026-01-03T10:00:00Z"));
            TestDatabase.sql(
                    database,
                    "SELECT kernel.alarm_log_partitions('2026-01-03', 4)",
                    ROW.formatted(1, 1, 11, "2026-01-06T10:00:00Z"));
            writer.commit();
        }
        assertEquals("5", one("SELECT count(*) FROM alarm_log"));
        assertEquals(
                "2",
                one("SELECT count(*) FROM pg_index WHERE indrelid = 'alarm_log_20260106'::regclass"),
                "with the indexes of the log");
    }

    @Test
    void aDropGivesUpSoonWhileTheLogIsInUse() throws Exception {
        TestDatabase.sql(database, "SELECT kernel.lane_move(0, 9, 9, now()), kernel.lane_move(1, 9, 9, now())");
        try (Connection reader = TestDatabase.connect(database);
                Statement s = reader.createStatement()) {
            reader.setAutoCommit(false);
            s.execute("SELECT count(*) FROM alarm_log");
            long begin = System.nanoTime();
            SQLException refused = assertThrows(SQLException.class, () -> TestDatabase.sql(database, DROP));
            assertEquals("55P03", refused.getSQLState());
            assertTrue(System.nanoTime() - begin < 10_000_000_000L);
        }
        assertEquals("2", one(DROP));
    }
}
