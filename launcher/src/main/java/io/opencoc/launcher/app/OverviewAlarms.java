package io.opencoc.launcher.app;

import io.opencoc.api.AlarmLevel;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.overview.AlarmCounts;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells the overview about alarms, which it does not know. */
record OverviewAlarms(io.opencoc.alarm.AlarmCounts alarms) implements AlarmCounts {

    @Override
    public Uni<Map<String, Long>> currentByLevel(Tx tx) {
        return alarms.currentByLevel(tx);
    }

    @Override
    public Uni<List<Bucket>> began(Tx tx, Instant from, Instant to, int buckets) {
        return alarms.began(tx, from, to, buckets).map(counts -> {
            List<Bucket> out = new ArrayList<>();
            for (int i = 0; i < counts.size(); i++) {
                for (AlarmLevel level : AlarmLevel.values()) {
                    long count = counts.get(i)[level.ordinal()];
                    if (count > 0) {
                        out.add(new Bucket(i, Wire.name(level), count));
                    }
                }
            }
            return out;
        });
    }
}
