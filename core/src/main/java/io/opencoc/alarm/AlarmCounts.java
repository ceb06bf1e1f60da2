package io.opencoc.alarm;

import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many alarms of a scope, and of one enterprise project when it is given, there are: for the overview, within the caller's transaction.
 */
public interface AlarmCounts {

    /**
     * How many alarms began in a span of time.
     *
     * @param index number of the span, from 0
     * @param level {@code critical}, {@code major}, {@code minor} or {@code suggestion}
     */
    record Bucket(int index, String level, long count) {}

    /** How many alarms fire, by level; levels without any may be left out. */
    Uni<Map<String, Long>> currentByLevel(Tx tx, Scope scope, @Nullable UUID project);

    /**
     * How many alarms began, by time and level.
     *
     * @param from inclusive
     * @param to exclusive
     * @param buckets how many equal spans there are from the one to the other
     * @return without those in which there were none
     */
    Uni<List<Bucket>> began(Tx tx, Scope scope, @Nullable UUID project, Instant from, Instant to, int buckets);
}
