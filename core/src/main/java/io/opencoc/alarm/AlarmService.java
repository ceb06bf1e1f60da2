package io.opencoc.alarm;

import io.opencoc.incident.IncidentRef;
import io.opencoc.incident.IncidentService;
import io.opencoc.integration.IntegrationRef;
import io.opencoc.integration.IntegrationService;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows alarms and clears them. */
public final class AlarmService {
    private final Database database;
    private final Clock clock;
    private final IntegrationService integrations;
    private final IncidentService incidents;
    private final OccurrenceStore occurrences;
    private final AlarmEnding ending;
    private final OriginalAlarmRepository originals;
    private final AlarmRepository alarms = new AlarmRepository();

    AlarmService(
            Database database,
            Clock clock,
            OriginalAlarmRepository originals,
            IntegrationService integrations,
            IncidentService incidents,
            OccurrenceStore occurrences,
            AlarmEnding ending) {
        this.database = database;
        this.clock = clock;
        this.originals = originals;
        this.integrations = integrations;
        this.incidents = incidents;
        this.occurrences = occurrences;
        this.ending = ending;
    }

    /** A page of a list without end. */
    record Endless(List<OriginalAlarmView> items, @Nullable String next) {}

    Uni<Endless> originals(Actor actor, OriginalAlarmQuery query) {
        Scope scope = actor.scope("coc:originalAlarm:list");
        return database.in(actor, tx -> originals.page(tx, scope, query).chain(found -> {
            UUID next = found.next();
            return integrations(
                            tx,
                            found.alarms().stream()
                                    .map(OriginalAlarm::integrationId)
                                    .toList())
                    .map(refs -> new Endless(
                            found.alarms().stream()
                                    .map(o -> OriginalAlarmView.of(o, refs.get(o.integrationId()), null))
                                    .toList(),
                            next == null ? null : next.toString()));
        }));
    }

    Uni<OriginalAlarmView> original(Actor actor, UUID id) {
        return database.in(actor, tx -> originals.find(tx, id).chain(found -> {
            if (found == null) {
                throw Problem.notFound("original alarm");
            }
            UUID from = found.alarm().integrationId();
            return integrations(tx, List.of(from)).map(refs -> {
                actor.require(
                        "coc:originalAlarm:get",
                        target(refs.get(from), id),
                        "original alarm",
                        found.alarm().event().name());
                return OriginalAlarmView.of(found.alarm(), refs.get(from), found.raw());
            });
        }));
    }

    Uni<Page<AlarmView>> page(Actor actor, AlarmQuery query) {
        Scope scope = actor.scope("coc:alarm:list");
        return database.in(actor, tx -> alarms.page(tx, scope, query).chain(page -> integrations(
                        tx, page.items().stream().map(Alarm::integrationId).toList())
                .chain(from -> incidents(tx, actor, page.items(), Alarm::incidentId)
                        .map(refs -> new Page<>(
                                page.items().stream()
                                        .map(a -> AlarmView.of(
                                                a, from.get(a.integrationId()), ref(refs, a.incidentId()), null))
                                        .toList(),
                                page.total())))));
    }

    Uni<AlarmView> get(Actor actor, UUID id) {
        return database.in(actor, tx -> existing(tx, actor, id).chain(found -> {
            Alarm a = found.alarm;
            return incidents(tx, actor, List.of(a), Alarm::incidentId).chain(refs -> originals
                    .find(tx, a.lastOriginalId())
                    .map(raw -> AlarmView.of(
                            a, found.integration, ref(refs, a.incidentId()), raw == null ? "" : raw.raw())));
        }));
    }

    Uni<List<AlarmHistoryEntry>> history(Actor actor, UUID id) {
        return database.in(actor, tx -> existing(tx, actor, id)
                .chain(a -> alarms.history(tx, id))
                .chain(steps -> incidents(tx, actor, steps, AlarmRepository.Step::incidentId)
                        .map(refs -> {
                            List<AlarmHistoryEntry> out = new ArrayList<>();
                            for (AlarmRepository.Step s : steps) {
                                AlarmHistoryEntry e = s.entry();
                                out.add(new AlarmHistoryEntry(
                                        e.id(),
                                        e.at(),
                                        e.kind(),
                                        e.by(),
                                        e.fromLevel(),
                                        e.toLevel(),
                                        ref(refs, s.incidentId()),
                                        e.remark()));
                            }
                            return out;
                        })));
    }

    /** Clears those current alarms that the actor may clear; gives those that were cleared. */
    Uni<List<UUID>> clear(Actor actor, List<UUID> ids, @Nullable String remark) {
        actor.requireSome("coc:alarm:clear");
        return database.in(actor, tx -> clearable(tx, actor, ids)
                .chain(clearable -> occurrences.clear(tx, clearable, clock.instant(), actor, remark))
                .call(ended -> ending.tell(tx, ended, clock.instant()))
                .invoke(ended -> trace(tx, ended, remark))
                .map(ended -> ended.stream().map(EndedAlarm::id).toList()));
    }

    /** One line for each alarm, so that each one's story is whole; the contract bounds how many a call clears. */
    private static void trace(Tx tx, List<EndedAlarm> cleared, @Nullable String remark) {
        if (cleared.isEmpty()) {
            tx.unchanged();
        }
        Map<String, String> after =
                remark == null ? Map.of("state", "cleared") : Map.of("state", "cleared", "remark", remark);
        cleared.forEach(
                a -> tx.trace(Trace.Thing.of(a.id(), named(a.number(), a.name())), Map.of("state", "firing"), after));
    }

    private Uni<List<UUID>> clearable(Tx tx, Actor actor, List<UUID> ids) {
        return actor.scope("coc:alarm:clear").isAll()
                ? Uni.createFrom().item(ids)
                : alarms.integrations(tx, ids)
                        .chain(of -> integrations(tx, of.values()).map(refs -> of.entrySet().stream()
                                .filter(e -> actor.may("coc:alarm:clear", target(refs.get(e.getValue()), e.getKey())))
                                .map(Map.Entry::getKey)
                                .toList()));
    }

    private static Target target(@Nullable IntegrationRef integration, UUID id) {
        return Target.of(integration == null ? null : integration.project(), id);
    }

    /** As the trail calls it. */
    private static String named(long number, String name) {
        return AlarmNumbers.text(number) + " " + name;
    }

    private record Found(Alarm alarm, @Nullable IntegrationRef integration) {}

    /** The alarm, which the actor may get. */
    private Uni<Found> existing(Tx tx, Actor actor, UUID id) {
        return alarms.find(tx, id).chain(found -> {
            if (found == null) {
                throw Problem.notFound("alarm");
            }
            UUID from = found.integrationId();
            return integrations(tx, List.of(from)).map(refs -> {
                actor.require(
                        "coc:alarm:get", target(refs.get(from), id), "alarm", named(found.number(), found.name()));
                return new Found(found, refs.get(from));
            });
        });
    }

    private Uni<Map<UUID, IntegrationRef>> integrations(Tx tx, Collection<UUID> ids) {
        return integrations.find(tx, Set.copyOf(ids), true);
    }

    /** The incidents of these things, as far as the actor may see them. */
    private <T> Uni<Map<UUID, IncidentRef>> incidents(
            Tx tx, Actor actor, List<T> things, Function<T, @Nullable UUID> incident) {
        Set<UUID> ids = new HashSet<>();
        for (T thing : things) {
            UUID id = incident.apply(thing);
            if (id != null) {
                ids.add(id);
            }
        }
        return incidents.refs(tx, actor, ids);
    }

    private static @Nullable IncidentRef ref(Map<UUID, IncidentRef> refs, @Nullable UUID id) {
        return id == null ? null : refs.get(id);
    }
}
