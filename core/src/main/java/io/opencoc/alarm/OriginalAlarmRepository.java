package io.opencoc.alarm;

import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.ScopeColumns;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of reading the log. What SQL cannot tell, as it does not see into blocks, {@link OriginalAlarmSearch} does. */
final class OriginalAlarmRepository {
    private static final ScopeColumns SCOPE = ScopeColumns.where(IntegrationService.IN_PROJECTS, "NULL::uuid");
    /** Longer than a block's times are apart. */
    private static final Duration BLOCK = Duration.ofMinutes(1);

    private static final int MOST_BLOCKS = 500;
    private static final int MOST_BYTES = 8 << 20;
    /** What is taken apart on the event loop. */
    private static final int AT_ONCE = 64 << 10;

    private final Vertx vertx;

    OriginalAlarmRepository(Vertx vertx) {
        this.vertx = vertx;
    }

    record Raw(OriginalAlarm alarm, String raw) {}

    /** A page, and with which id as {@code after} it goes on; null when there is nothing more. */
    record Found(List<OriginalAlarm> alarms, @Nullable UUID next) {}

    /** A block with the project of its integration. */
    record Placed(AlarmBlock block, UUID project, Instant lastAt) {}

    /** A page; not full when it took too long to find more, but then with a next one. */
    Uni<Found> page(Tx tx, Scope scope, OriginalAlarmQuery q) {
        return search(tx, scope, q, new OriginalAlarmSearch(q, scope), null, 5 * (q.size() + 1));
    }

    private Uni<Found> search(
            Tx tx, Scope scope, OriginalAlarmQuery q, OriginalAlarmSearch search, @Nullable Placed after, int about) {
        return blocks(tx, scope, q, after, about).chain(blocks -> {
            if (blocks.isEmpty()) {
                return Uni.createFrom().item(search.all());
            }
            return look(search, blocks).chain(() -> {
                Found found = search.found(blocks.getLast().lastAt());
                return found != null
                        ? Uni.createFrom().item(found)
                        : search(tx, scope, q, search, blocks.getLast(), Math.min(4 * about, 20_000));
            });
        });
    }

    private Uni<Void> look(OriginalAlarmSearch search, List<Placed> blocks) {
        long size = blocks.stream().mapToLong(b -> b.block().size()).sum();
        if (size <= AT_ONCE) {
            search.look(blocks);
            return Uni.createFrom().voidItem();
        }
        return Reactive.uni(() -> Reactive.aside(vertx, () -> {
                    search.look(blocks);
                    return search;
                }))
                .replaceWithVoid();
    }

    /** The newest blocks that may have what is asked for, with about so many alarms. */
    private Uni<List<Placed>> blocks(Tx tx, Scope scope, OriginalAlarmQuery q, @Nullable Placed after, int about) {
        Where where = new Where()
                .add("last_at >= ?", q.from())
                .add("last_at < ?", q.beforeAt().plus(BLOCK))
                .add("first_at <= ?", q.beforeAt())
                .add("integration_id = ?", q.integrationId())
                .add("source = ?", q.source())
                .inProject(q.projectId(), SCOPE);
        if (after != null) {
            AlarmBlock b = after.block();
            where.raw("(last_at, lane, epoch, last_seq) < (" + where.next(after.lastAt()) + ", " + where.next(b.lane())
                    + ", " + where.next(b.epoch()) + ", " + where.next(b.lastSeq()) + ")");
        }
        int kinds = q.kinds();
        if (kinds != -1) {
            where.add("kinds & ? <> 0", kinds);
        }
        if (q.fingerprint() != null) {
            where.add("position(int4send(?) in fingerprints) > 0", AlarmWriter.hash(q.fingerprint()));
        }
        Set<UUID> projects = scope.projects();
        if (projects != null) {
            where.add(IntegrationService.IN_PROJECTS, projects.toArray(UUID[]::new));
        }
        String order = " ORDER BY last_at DESC, lane DESC, epoch DESC, last_seq DESC";
        return tx.list(
                "SELECT " + AlarmBlock.COLUMNS + ", last_at, " + IntegrationService.PROJECT + " FROM ("
                        + "SELECT *, sum(count) OVER w - count AS before, sum(size) OVER w AS total FROM ("
                        + "SELECT * FROM alarm_log" + where.sql() + order + " LIMIT " + MOST_BLOCKS
                        + ") newest WINDOW w AS (" + order + ")) b WHERE before < " + where.next(about)
                        + " AND (total <= " + MOST_BYTES + " OR before = 0)" + order,
                r -> new Placed(AlarmBlock.of(r), r.getUUID("project_id"), Rows.instant(r, "last_at")),
                where.values());
    }

    Uni<@Nullable Raw> find(Tx tx, UUID id) {
        AlarmBlock.Place place = AlarmBlock.Place.of(id);
        Instant at = Ids.instantOf(id);
        return tx.one(
                        "SELECT raws, " + AlarmBlock.COLUMNS
                                + " FROM alarm_log WHERE lane = $1 AND epoch = $2 AND last_seq >= $3"
                                + " AND last_at >= $4 AND last_at < $5 ORDER BY last_seq LIMIT 1",
                        r -> new Whole(AlarmBlock.of(r), r.getBuffer("raws").getBytes()),
                        place.lane(),
                        place.epoch(),
                        place.seq(),
                        at,
                        at.plus(BLOCK))
                .map(whole -> whole == null ? null : whole.find(id));
    }

    private record Whole(AlarmBlock block, byte[] raws) {
        @Nullable
        Raw find(UUID id) {
            List<OriginalAlarm> alarms = block.alarms();
            for (int i = 0; i < alarms.size(); i++) {
                if (alarms.get(i).id().equals(id)) {
                    return new Raw(alarms.get(i), AlarmBlock.raw(raws, i));
                }
            }
            return null;
        }
    }

    /** The newest of a scope, and of one enterprise project when it is given. */
    Uni<List<OriginalAlarm>> last(Tx tx, Scope scope, @Nullable UUID project, int n, Instant from, Instant now) {
        return page(tx, scope, OriginalAlarmQuery.newest(project, n, from, now)).map(Found::alarms);
    }

    Uni<Void> partitions(Tx tx, Instant now) {
        return tx.query("SELECT kernel.alarm_log_partitions(($1::timestamptz AT TIME ZONE 'UTC')::date - 1, 9)", now)
                .replaceWithVoid();
    }

    Uni<Integer> drop(Tx tx, Instant before) {
        return tx.one(
                        "SELECT kernel.alarm_log_drop(($1::timestamptz AT TIME ZONE 'UTC')::date) AS n",
                        r -> r.getInteger("n"),
                        before)
                .map(n -> n == null ? 0 : n);
    }
}
