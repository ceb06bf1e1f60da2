package io.opencoc.routing;

import io.opencoc.alarm.AlarmBlock;
import io.opencoc.alarm.OriginalAlarm;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads lanes as logs. */
final class LaneLog {

    record Cursor(long epoch, long seq) {}

    record Entry(UUID tenant, Cursor place, OriginalAlarm alarm) {}

    /**
     * What comes next.
     *
     * @param full whether it is so much that there is more for certain, or soon
     */
    record Portion(List<Entry> entries, boolean full) {}

    Uni<List<Integer>> lanes(Tx tx) {
        return tx.list("SELECT lane FROM kernel.lanes() AS lane", r -> r.getInteger("lane"));
    }

    /**
     * The lane's cursor, locked; null when another router has it. The transaction's commit will not wait for the disk: should it be lost with the
     * machine, the cursor is lost with it, and the log is read again from there. Whatever leaves the server is committed to disk first, and all
     * that was committed before with it.
     */
    Uni<@Nullable Cursor> claim(Tx tx, int lane) {
        return tx.one(
                "SELECT epoch, seq, set_config('synchronous_commit', 'off', true) FROM kernel.lane_claim($1)",
                r -> new Cursor(r.getLong("epoch"), r.getLong("seq")),
                lane);
    }

    /** Bytes of a batch, before they become objects of about four times that. */
    private static final long LARGEST = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 32);

    /** What comes next: no more than {@code most} alarms. */
    Uni<Portion> read(Tx tx, int lane, Cursor after, int most) {
        return tx.list(
                        "SELECT " + AlarmBlock.COLUMNS + " FROM kernel.lane_read($1, $2, $3, $4, $5)",
                        AlarmBlock::of,
                        lane,
                        after.epoch(),
                        after.seq(),
                        most,
                        LARGEST)
                .map(blocks -> {
                    List<Entry> entries = entries(blocks, after, most);
                    long bytes = blocks.stream().mapToLong(AlarmBlock::size).sum();
                    return new Portion(entries, entries.size() > most / 2 || bytes > LARGEST / 2);
                });
    }

    private static List<Entry> entries(List<AlarmBlock> blocks, Cursor after, int most) {
        List<Entry> out = new ArrayList<>();
        for (AlarmBlock block : blocks) {
            long seq = block.firstSeq() - 1;
            for (OriginalAlarm alarm : block.alarms()) {
                seq++;
                boolean read = block.epoch() == after.epoch() && seq <= after.seq();
                if (!read && out.size() < most) {
                    out.add(new Entry(block.tenant(), new Cursor(block.epoch(), seq), alarm));
                }
            }
        }
        return out;
    }

    Uni<Void> move(Tx tx, int lane, Cursor to, Instant now) {
        return tx.query("SELECT kernel.lane_move($1, $2, $3, $4)", lane, to.epoch(), to.seq(), now)
                .replaceWithVoid();
    }
}
