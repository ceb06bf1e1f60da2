package io.opencoc.alarm;

import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.sql.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The log of original alarms, as tests look into it. */
public final class AlarmLog {
    private AlarmLog() {}

    /** An original alarm and its place. */
    public record Entry(int lane, long epoch, long seq, OriginalAlarm alarm) {}

    /** All of all tenants, in the order of the log. */
    public static List<Entry> read(DatabaseAddress database) throws Exception {
        try (Connection c = TestDatabase.connect(database)) {
            return read(c);
        }
    }

    /** As {@link #read(DatabaseAddress)}, as the superuser that the connection has. */
    public static List<Entry> read(Connection c) throws Exception {
        List<Entry> out = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT * FROM alarm_log ORDER BY lane, epoch, last_seq")) {
            while (r.next()) {
                AlarmBlock block = new AlarmBlock(
                        r.getObject("tenant_id", UUID.class),
                        r.getObject("integration_id", UUID.class),
                        r.getString("source"),
                        r.getInt("lane"),
                        r.getLong("epoch"),
                        r.getLong("last_seq"),
                        r.getInt("count"),
                        r.getInt("size"),
                        r.getBytes("fields"));
                long seq = block.firstSeq();
                for (OriginalAlarm alarm : block.alarms()) {
                    out.add(new Entry(block.lane(), block.epoch(), seq++, alarm));
                }
            }
        }
        return out;
    }
}
