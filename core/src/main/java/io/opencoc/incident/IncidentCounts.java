package io.opencoc.incident;

import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Counts incidents, within a transaction of another feature. */
public final class IncidentCounts {
    private final IncidentRepository repository = new IncidentRepository();
    private final HistoryRepository history = new HistoryRepository();

    IncidentCounts() {}

    /** How many incidents have this state and level. */
    public record Total(IncidentState state, String level, long count) {}

    /** A step of some incident. */
    public record Recent(HistoryEntry entry, IncidentRef incident) {}

    /** Of each state and level that occurs. */
    public Uni<List<Total>> totals(Tx tx) {
        return tx.list(
                "SELECT state, level, count(*) AS n FROM incident GROUP BY state, level",
                row -> new Total(
                        Wire.parse(IncidentState.class, row.getString("state")),
                        row.getString("level"),
                        row.getLong("n")));
    }

    /**
     * How many incidents were opened, by time.
     *
     * @param from inclusive
     * @param to exclusive
     * @param buckets how many equal spans there are from the one to the other
     * @return by number of the span, from 0; without those in which there were none
     */
    public Uni<Map<Integer, Long>> opened(Tx tx, Instant from, Instant to, int buckets) {
        return tx.list(
                        "SELECT width_bucket(extract(epoch FROM created_at)::float8, extract(epoch FROM $1::timestamptz)::float8,"
                                + " extract(epoch FROM $2::timestamptz)::float8, $3) - 1 AS bucket, count(*) AS n"
                                + " FROM incident WHERE created_at >= $1 AND created_at < $2 GROUP BY 1",
                        row -> Map.entry(row.getInteger("bucket"), row.getLong("n")),
                        from,
                        to,
                        buckets)
                .map(list -> list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The latest creations and steps of people, newest first. */
    public Uni<List<Recent>> recent(Tx tx, int n) {
        return history.recent(tx, n).chain(entries -> {
            List<UUID> ids = entries.stream()
                    .map(HistoryRepository.Of::incidentId)
                    .distinct()
                    .toList();
            return repository.refs(tx, ids).map(refs -> {
                Map<UUID, IncidentRef> byId = refs.stream().collect(Collectors.toMap(IncidentRef::id, r -> r));
                return entries.stream()
                        .filter(e -> byId.containsKey(e.incidentId()))
                        .map(e -> new Recent(e.entry(), Objects.requireNonNull(byId.get(e.incidentId()))))
                        .toList();
            });
        });
    }
}
