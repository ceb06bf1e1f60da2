package io.opencoc.alarm;

import io.opencoc.api.AlarmStatus;
import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.ScopeColumns;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of reading the log. */
final class OriginalAlarmRepository {
    private static final ScopeColumns SCOPE = ScopeColumns.where(IntegrationService.IN_PROJECTS, "id");

    record Raw(OriginalAlarm alarm, String raw) {}

    /** One more than the page's size, to see whether there is a next one. */
    Uni<List<OriginalAlarm>> page(Tx tx, Scope scope, OriginalAlarmQuery q) {
        Where where = new Where();
        String from;
        if (q.q() == null) {
            from = "original_alarm";
            where.add("received_at >= ?", q.from());
            String at = where.next(q.beforeAt());
            String id = where.next(q.beforeId());
            where.raw("(received_at, id) < (" + at + ", " + id + ")");
        } else {
            // A definer function: row-level security would keep LIKE from stopping at the limit.
            from = "kernel.search_original_alarm(" + where.next(Rows.containing(q.q())) + ", "
                    + where.projects(scope, q.projectId()) + ", " + where.next(q.from())
                    + ", " + where.next(q.beforeAt()) + ", " + where.next(q.beforeId()) + ", 1000)";
        }
        where.add("integration_id = ?", q.integrationId())
                .add("source = ?", q.source())
                .add("fingerprint = ?", q.fingerprint())
                .add("application = ?", q.application())
                .add("region = ?", q.region())
                .add("ok = ?", q.status() == null ? null : q.status() == AlarmStatus.OK);
        if (!q.levels().isEmpty()) {
            where.add(
                    "level = ANY (?)",
                    q.levels().stream().map(l -> (short) l.ordinal()).toArray(Short[]::new));
        }
        where.inProject(q.projectId(), SCOPE).within(scope, SCOPE);
        String limit = where.next(q.size() + 1);
        return tx.list(
                "SELECT " + OriginalAlarmRows.COLUMNS + " FROM " + from + where.sql()
                        + " ORDER BY received_at DESC, id DESC LIMIT " + limit,
                OriginalAlarmRows::alarm,
                where.values());
    }

    Uni<@Nullable Raw> find(Tx tx, UUID id) {
        return tx.one(
                "SELECT raw, " + OriginalAlarmRows.COLUMNS + " FROM original_alarm WHERE received_at = $1 AND id = $2",
                r -> new Raw(OriginalAlarmRows.alarm(r), r.getString("raw")),
                Ids.instantOf(id),
                id);
    }

    /** The newest of a scope, and of one enterprise project when it is given. */
    Uni<List<OriginalAlarm>> last(Tx tx, Scope scope, @Nullable UUID project, int n, Instant from) {
        Where where = new Where()
                .add("received_at >= ?", from)
                .inProject(project, SCOPE)
                .within(scope, SCOPE);
        return tx.list(
                "SELECT " + OriginalAlarmRows.COLUMNS + " FROM original_alarm" + where.sql()
                        + " ORDER BY received_at DESC, id DESC LIMIT " + where.next(n),
                OriginalAlarmRows::alarm,
                where.values());
    }

    Uni<Void> partitions(Tx tx, Instant now) {
        return tx.query(
                        "SELECT kernel.original_alarm_partitions(($1::timestamptz AT TIME ZONE 'UTC')::date - 1, 9)",
                        now)
                .replaceWithVoid();
    }

    Uni<Integer> drop(Tx tx, Instant before) {
        return tx.one(
                        "SELECT kernel.original_alarm_drop(($1::timestamptz AT TIME ZONE 'UTC')::date) AS n",
                        r -> r.getInteger("n"),
                        before)
                .map(n -> n == null ? 0 : n);
    }
}
