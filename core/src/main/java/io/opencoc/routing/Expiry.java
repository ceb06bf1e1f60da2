package io.opencoc.routing;

import io.opencoc.alarm.AlarmEnding;
import io.opencoc.alarm.OccurrenceStore;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ends alarms whose sender fell silent: a Prometheus that stops sending an alert, instead of reporting it resolved. Looks once a second; any
 * node may do it.
 */
final class Expiry {
    private static final int MOST = 1_000;

    private final Database database;
    private final OccurrenceStore alarms;
    private final AlarmEnding ending;
    private final Clock clock;
    private final Loop loop;

    Expiry(Vertx vertx, Database database, OccurrenceStore alarms, AlarmEnding ending, Clock clock) {
        this.database = database;
        this.alarms = alarms;
        this.ending = ending;
        this.clock = clock;
        this.loop = new Loop(vertx, "alarm expiry", Duration.ofSeconds(1), this::once);
    }

    void start() {
        loop.start();
    }

    Future<Void> stop() {
        return loop.stop();
    }

    private record Due(UUID tenant, UUID id, boolean expired) {}

    private Uni<Boolean> once() {
        Instant now = clock.instant();
        return database.withoutTenant(tx -> tx.list(
                        "SELECT tenant_id, id, expired FROM kernel.alarm_due($1, $2)",
                        r -> new Due(r.getUUID("tenant_id"), r.getUUID("id"), r.getBoolean("expired")),
                        now,
                        MOST))
                .chain(due -> {
                    Map<UUID, List<UUID>> tenants = new LinkedHashMap<>();
                    due.stream().filter(Due::expired).forEach(d -> tenants.computeIfAbsent(
                                    d.tenant, t -> new ArrayList<>())
                            .add(d.id));
                    Uni<Void> work = Uni.createFrom().voidItem();
                    // One tenant's failure must not keep the others' alarms from ending.
                    List<Throwable> failures = new ArrayList<>();
                    for (Map.Entry<UUID, List<UUID>> t : tenants.entrySet()) {
                        work = work.chain(() -> database.in(t.getKey(), tx -> end(tx, t.getValue(), now))
                                .onFailure()
                                .recoverWithItem(failure -> {
                                    failures.add(failure);
                                    return null;
                                }));
                    }
                    return work.chain(() -> failures.isEmpty()
                            ? Uni.createFrom().item(due.size() == MOST)
                            : Uni.createFrom().failure(failures.getFirst()));
                });
    }

    private Uni<Void> end(Tx tx, List<UUID> ids, Instant now) {
        return alarms.expire(tx, ids, now).chain(ended -> ending.tell(tx, ended, now));
    }
}
