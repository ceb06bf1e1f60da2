package io.opencoc.incident;

import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts the incidents of a scope, and of one enterprise project when it is given, within a transaction of another feature. */
public final class IncidentCounts {
    private final IncidentRepository repository = new IncidentRepository();
    private final HistoryRepository history = new HistoryRepository();

    IncidentCounts() {}

    /** How many incidents have this state and level. */
    public record Total(IncidentState state, String level, long count) {}

    /** A step of some incident. */
    public record Recent(HistoryEntry entry, IncidentRef incident) {}

    /** Of each state and level that occurs. */
    public Uni<List<Total>> totals(Tx tx, Scope scope, @Nullable UUID project) {
        Where where = within(scope, project);
        return tx.list(
                "SELECT state, level, count(*) AS n FROM incident" + where.sql() + " GROUP BY state, level",
                row -> new Total(
                        Wire.parse(IncidentState.class, row.getString("state")),
                        row.getString("level"),
                        row.getLong("n")),
                where.values());
    }

    /**
     * How many incidents were opened, by time.
     *
     * @param from inclusive
     * @param to exclusive
     * @param buckets how many equal spans there are from the one to the other
     * @return by number of the span, from 0; without those in which there were none
     */
    public Uni<Map<Integer, Long>> opened(
            Tx tx, Scope scope, @Nullable UUID project, Instant from, Instant to, int buckets) {
        Where where = within(scope, project);
        String begin = where.next(from);
        String end = where.next(to);
        String n = where.next(buckets);
        where.raw("created_at >= " + begin).raw("created_at < " + end);
        return tx.list(
                        "SELECT width_bucket(extract(epoch FROM created_at)::float8, extract(epoch FROM " + begin
                                + "::timestamptz)::float8, extract(epoch FROM " + end + "::timestamptz)::float8, " + n
                                + ") - 1 AS bucket, count(*) AS n FROM incident" + where.sql() + " GROUP BY 1",
                        row -> Map.entry(row.getInteger("bucket"), row.getLong("n")),
                        where.values())
                .map(list -> list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Where within(Where where, Scope scope, @Nullable UUID project) {
        return where.inProject(project, IncidentFilter.SCOPE).within(scope, IncidentFilter.SCOPE);
    }

    private static Where within(Scope scope, @Nullable UUID project) {
        return within(new Where(), scope, project);
    }

    /** The latest creations and steps of people, newest first. */
    public Uni<List<Recent>> recent(Tx tx, Scope scope, @Nullable UUID project, int n) {
        Where where = new Where();
        if (project != null || !scope.isAll()) {
            String incidents = within(where, scope, project).sql();
            where = new Where(where).raw("incident_id IN (SELECT id FROM incident" + incidents + ")");
        }
        return history.recent(tx, where, n).chain(entries -> {
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
