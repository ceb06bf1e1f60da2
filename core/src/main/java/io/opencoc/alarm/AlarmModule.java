package io.opencoc.alarm;

import io.opencoc.api.AlarmStatus;
import io.opencoc.incident.IncidentModule;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.integration.IntegrationRef;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.rule.RecentAlarms;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the feature.
 *
 * @param occurrences for the router
 * @param ending for the router
 * @param recent for trying rules
 * @param counts for the overview
 * @param making whether the days of the log are being made
 */
public record AlarmModule(
        Kernel kernel,
        OccurrenceStore occurrences,
        AlarmEnding ending,
        RecentAlarms recent,
        AlarmCounts counts,
        AtomicBoolean making) {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmModule.class);
    private static final Duration MONTH = Duration.ofDays(31);

    /** Creates it; original alarms are kept for this long, counted in whole days. */
    public static AlarmModule create(
            Kernel kernel, IntegrationModule integrations, IncidentModule incidents, Duration retention) {
        OccurrenceStore occurrences = new OccurrenceStore();
        AlarmEnding ending = new AlarmEnding(occurrences, incidents.alarms());
        OriginalAlarmRepository originals = new OriginalAlarmRepository(kernel.vertx());
        AlarmService service = new AlarmService(
                kernel.database(),
                kernel.clock(),
                originals,
                integrations.service(),
                incidents.service(),
                occurrences,
                ending);
        new AlarmRoutes(service, kernel.clock()).bind(kernel.api());
        kernel.timers()
                .every(
                        "original-alarm-days",
                        Duration.ofHours(1),
                        (tx, timer) -> originals.partitions(tx, kernel.clock().instant()));
        // Apart: that old days cannot be dropped must not keep new ones from being made.
        kernel.timers()
                .every(
                        "original-alarm-expiry",
                        Duration.ofHours(1),
                        (tx, timer) -> expire(kernel, originals, tx, retention));
        RecentAlarms recent = (tx, scope, project, n) -> originals
                .last(
                        tx,
                        scope,
                        project,
                        n,
                        kernel.clock().instant().minus(MONTH),
                        kernel.clock().instant())
                .chain(list -> integrations
                        .service()
                        .find(
                                tx,
                                list.stream().map(OriginalAlarm::integrationId).collect(Collectors.toSet()),
                                true)
                        .map(found -> list.stream()
                                .map(o -> sample(o, found.get(o.integrationId())))
                                .toList()));
        return new AlarmModule(kernel, occurrences, ending, recent, new AlarmRepository(), new AtomicBoolean());
    }

    /** Makes the days of the log that are needed next; before the lanes start. */
    public Uni<Void> prepare() {
        return kernel.database().withoutTenant(tx -> new OriginalAlarmRepository(kernel.vertx())
                .partitions(tx, kernel.clock().instant()));
    }

    /**
     * Makes the days of the log that are needed next, in the background and once at a time. The timer does it long before; but the clock may
     * have been set, and with it the timer's time.
     */
    public void makeDays() {
        if (making.compareAndSet(false, true)) {
            prepare()
                    .onTermination()
                    .invoke(() -> making.set(false))
                    .subscribe()
                    .with(
                            v -> LOG.info("Made the missing days of the log of original alarms"),
                            failure -> LOG.warn("The log has no day for now: {}", failure.toString()));
        }
    }

    private static RecentAlarms.Sample sample(OriginalAlarm o, @Nullable IntegrationRef integration) {
        return new RecentAlarms.Sample(
                o,
                integration == null ? null : integration.project(),
                OriginalAlarmView.of(o, integration, null),
                o.event().status() == AlarmStatus.ALARM);
    }

    private static Uni<Void> expire(Kernel kernel, OriginalAlarmRepository originals, Tx tx, Duration retention) {
        return originals
                .drop(tx, kernel.clock().instant().minus(retention))
                .invoke(n -> {
                    if (n > 0) {
                        LOG.info("Dropped {} days of original alarms older than {}", n, retention);
                    }
                })
                .replaceWithVoid();
    }
}
