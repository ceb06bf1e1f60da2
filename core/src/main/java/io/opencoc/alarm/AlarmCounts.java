package io.opencoc.alarm;

import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How many alarms there are, for the overview; in the caller's transaction. */
public final class AlarmCounts {
    private final AlarmRepository repository = new AlarmRepository();

    AlarmCounts() {}

    /** Current alarms by level, as {@code critical}; levels without any are left out. */
    public Uni<Map<String, Long>> currentByLevel(Tx tx) {
        return repository.currentByLevel(tx);
    }

    /** How many alarms began in each of so many equal parts of the time, by the ordinal of their level. */
    public Uni<List<long[]>> began(Tx tx, Instant from, Instant to, int buckets) {
        return repository.began(tx, from, to, buckets);
    }
}
