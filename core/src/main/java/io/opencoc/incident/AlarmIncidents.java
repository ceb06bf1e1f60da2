package io.opencoc.incident;

import io.opencoc.engineer.Engineer;
import io.opencoc.engineer.EngineerService;
import io.opencoc.incident.AlarmIncidentsRepository.Opened;
import io.opencoc.incident.HistoryEntry.Kind;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the router does to incidents, in batches within its own transaction of one tenant. Several routers may do so at once with the same
 * groups: the first statement takes the tenant's group lock, which is held until the transaction ends, so that there is never a second open
 * incident of a group and never a deadlock among incidents. A caller that serves several tenants in one transaction does so in one order,
 * takes other numbers before, and decides what is the last alarm of an incident under {@link #lockGroups}.
 */
public final class AlarmIncidents {
    private static final Person SYSTEM = new Person(null, "System");

    private final EngineerService engineers;
    private final AlarmIncidentsRepository repository = new AlarmIncidentsRepository();
    private final IncidentRepository incidents = new IncidentRepository();
    private final HistoryRepository history = new HistoryRepository();

    AlarmIncidents(EngineerService engineers) {
        this.engineers = engineers;
    }

    /**
     * An alarm that a forwarding rule turns into an incident. Texts that are too long are cut.
     *
     * @param groupKey alarms of one key share an open incident
     * @param projectId enterprise project of the alarm, in which the incident is opened
     * @param level {@code P1} to {@code P5}
     * @param ownerId an engineer; one who does not exist any more is left out
     * @param notifyOwner whether the owner is told when this opens an incident
     */
    public record Draft(
            byte[] groupKey,
            UUID projectId,
            UUID ruleId,
            String ruleName,
            String title,
            String level,
            @Nullable String application,
            @Nullable String region,
            @Nullable String description,
            @Nullable UUID ownerId,
            boolean notifyOwner,
            AlarmRef alarm) {}

    /**
     * Where an alarm went.
     *
     * @param projectId of the incident
     * @param opened whether the incident was opened for it
     */
    public record Placed(UUID incidentId, UUID projectId, String number, boolean opened) {}

    /**
     * An alarm of an incident that fires no more.
     *
     * @param lastOne whether no other alarm of the incident fires
     * @param at when it recovered
     */
    public record Ended(UUID incidentId, AlarmRef alarm, boolean lastOne, Instant at) {}

    /** Lets nobody else open, attach to or mark as recovered any incident of the tenant until the transaction ends. */
    public Uni<Void> lockGroups(Tx tx) {
        return repository.lockGroups(tx);
    }

    /** Opens an incident for each group that has no open one, attaches the alarms of the others; answers in the drafts' order. */
    public Uni<List<Placed>> openOrAttach(Tx tx, List<Draft> drafts, Instant now) {
        if (drafts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Map<ByteBuffer, List<Draft>> groups = new LinkedHashMap<>();
        drafts.forEach(d -> groups.computeIfAbsent(ByteBuffer.wrap(d.groupKey), k -> new ArrayList<>())
                .add(d));
        return repository
                .lockGroups(tx)
                .chain(() -> repository.open(tx, groups.keySet()))
                .call(found -> repository.attach(tx, sizes(groups, found), now))
                .chain(found -> {
                    List<List<Draft>> fresh = groups.entrySet().stream()
                            .filter(g -> !found.containsKey(g.getKey()))
                            .map(Map.Entry::getValue)
                            .toList();
                    return open(tx, fresh, now).chain(opened -> {
                        Map<ByteBuffer, Placed> incidents = new HashMap<>(found);
                        opened.forEach(o -> incidents.put(
                                ByteBuffer.wrap(o.first().groupKey()),
                                new Placed(o.id(), o.first().projectId(), o.number(), true)));
                        return leaveTrace(tx, drafts, incidents, opened, now).replaceWith(placed(drafts, incidents));
                    });
                });
    }

    private static Map<UUID, Integer> sizes(Map<ByteBuffer, List<Draft>> groups, Map<ByteBuffer, Placed> found) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        f -> f.getValue().incidentId(),
                        f -> Objects.requireNonNull(groups.get(f.getKey())).size()));
    }

    private Uni<List<Opened>> open(Tx tx, List<List<Draft>> groups, Instant now) {
        if (groups.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<UUID> owners = groups.stream()
                .map(g -> g.getFirst().ownerId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return engineers
                .find(tx, owners)
                .chain(found -> repository.insert(
                        tx, groups.stream().map(g -> opened(g, found, now)).toList(), SYSTEM, now));
    }

    private static Opened opened(List<Draft> group, Map<UUID, Engineer> engineers, Instant now) {
        Draft first = group.getFirst();
        Engineer owner = first.ownerId == null ? null : engineers.get(first.ownerId);
        return new Opened(
                Ids.at(now), "", first, owner == null ? null : new Person(owner.id(), owner.name()), group.size());
    }

    private Uni<Void> leaveTrace(
            Tx tx, List<Draft> drafts, Map<ByteBuffer, Placed> incidents, List<Opened> opened, Instant now) {
        List<HistoryRepository.Of> entries = new ArrayList<>();
        opened.forEach(o -> entries.add(new HistoryRepository.Of(
                o.id(),
                new HistoryEntry(
                        Ids.at(now),
                        now,
                        Kind.CREATED,
                        SYSTEM,
                        null,
                        IncidentState.UNACCEPTED.wire(),
                        o.first().ruleName(),
                        null))));
        for (Draft d : drafts) {
            Placed p = Objects.requireNonNull(incidents.get(ByteBuffer.wrap(d.groupKey)));
            entries.add(entry(p.incidentId(), now, Kind.ALARM_ATTACHED, d.alarm));
        }
        incidents.values().forEach(p -> tx.changed(IncidentService.TOPIC, p.incidentId(), p.projectId()));
        return history.insert(tx, entries)
                .chain(() -> tx.publishAll(
                        opened.stream().map(o -> o.event(SYSTEM, now)).toList()));
    }

    private static List<Placed> placed(List<Draft> drafts, Map<ByteBuffer, Placed> incidents) {
        List<Placed> out = new ArrayList<>(drafts.size());
        for (Draft d : drafts) {
            ByteBuffer key = ByteBuffer.wrap(d.groupKey);
            Placed p = Objects.requireNonNull(incidents.get(key));
            out.add(p);
            // only the first alarm of a group opens
            incidents.put(key, new Placed(p.incidentId, p.projectId, p.number, false));
        }
        return out;
    }

    /** Notes that alarms recovered; changes no state and tells nobody. */
    public Uni<Void> alarmsEnded(Tx tx, List<Ended> ended, Instant now) {
        if (ended.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<UUID, Instant> over = new HashMap<>();
        List<HistoryRepository.Of> entries = new ArrayList<>();
        for (Ended e : ended) {
            entries.add(entry(e.incidentId, now, Kind.ALARM_RECOVERED, e.alarm));
            if (e.lastOne) {
                entries.add(entry(e.incidentId, now, Kind.ALARMS_RECOVERED, e.alarm));
                over.merge(e.incidentId, e.at, (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        Uni<Void> marked = over.isEmpty()
                ? Uni.createFrom().voidItem()
                : repository.lockGroups(tx).chain(() -> repository.recovered(tx, over, now));
        return marked.chain(() -> history.insert(tx, entries))
                .chain(() -> incidents.projects(
                        tx, ended.stream().map(Ended::incidentId).collect(Collectors.toSet())))
                .invoke(projects -> projects.forEach((id, project) -> tx.changed(IncidentService.TOPIC, id, project)))
                .replaceWithVoid();
    }

    private static HistoryRepository.Of entry(UUID incident, Instant at, Kind kind, AlarmRef alarm) {
        return new HistoryRepository.Of(
                incident, new HistoryEntry(Ids.at(at), at, kind, SYSTEM, null, null, null, alarm));
    }
}
