package io.opencoc.alarm;

import io.opencoc.incident.AlarmIncidents;
import io.opencoc.incident.AlarmIncidents.Ended;
import io.opencoc.incident.AlarmRef;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells incidents which of their alarms ended, and whether any still fires; in the transaction that ended them. */
public final class AlarmEnding {
    private final OccurrenceStore store;
    private final AlarmIncidents incidents;

    AlarmEnding(OccurrenceStore store, AlarmIncidents incidents) {
        this.store = store;
        this.incidents = incidents;
    }

    /** Tells; alarms without an incident are passed over. */
    public Uni<Void> tell(Tx tx, List<EndedAlarm> all, Instant now) {
        List<EndedAlarm> ended =
                all.stream().filter(a -> a.incidentId() != null).toList();
        if (ended.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // Under the lock, so that two lanes that each end an alarm of the same incident see each other.
        return incidents
                .lockGroups(tx)
                .chain(() -> store.firing(
                        tx, ended.stream().map(AlarmEnding::incident).collect(Collectors.toSet())))
                .chain(firing -> {
                    Map<UUID, EndedAlarm> last = new HashMap<>();
                    ended.forEach(a -> last.put(incident(a), a));
                    List<Ended> out = new ArrayList<>();
                    for (EndedAlarm a : ended) {
                        boolean lastOne = firing.getOrDefault(incident(a), 0L) == 0 && last.get(incident(a)) == a;
                        AlarmRef ref = new AlarmRef(a.id(), AlarmNumbers.text(a.number()), a.name());
                        out.add(new Ended(incident(a), ref, lastOne, a.endedAt()));
                    }
                    return incidents.alarmsEnded(tx, out, now);
                });
    }

    private static UUID incident(EndedAlarm alarm) {
        return Objects.requireNonNull(alarm.incidentId());
    }
}
