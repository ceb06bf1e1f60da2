package io.opencoc.routing;

import io.opencoc.alarm.Occurrence;
import io.opencoc.alarm.OccurrenceStore.Identity;
import io.opencoc.alarm.OriginalAlarm;
import io.opencoc.api.AlarmStatus;
import io.opencoc.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds the original alarms of one tenant, in the order of the log, into occurrences. Pure; for one thread. */
final class Batch {
    private final List<OriginalAlarm> originals;
    private final List<Occurrence> touched = new ArrayList<>();

    Batch(List<OriginalAlarm> originals) {
        this.originals = originals;
    }

    /** One event of each identity. */
    Map<Identity, OriginalAlarm> identities() {
        Map<Identity, OriginalAlarm> out = new LinkedHashMap<>();
        for (OriginalAlarm o : originals) {
            out.putIfAbsent(Identity.of(o), o);
        }
        return out;
    }

    /**
     * Folds.
     *
     * @param latest the latest occurrences that have rows
     * @return every occurrence that was touched, in the order in which they were
     */
    List<Occurrence> fold(Map<Identity, Occurrence> latest, Instant now) {
        Map<Identity, Occurrence> current = new LinkedHashMap<>();
        for (OriginalAlarm o : originals) {
            Identity identity = Identity.of(o);
            Occurrence occurrence = current.get(identity);
            if (occurrence == null) {
                occurrence = latest.get(identity);
                if (occurrence != null) {
                    current.put(identity, occurrence);
                    touched.add(occurrence);
                }
            }
            if (occurrence != null && occurrence.takes(o)) {
                occurrence.fold(o);
            } else if (o.status() == AlarmStatus.ALARM) {
                Occurrence fresh = new Occurrence(Ids.at(now), o);
                current.put(identity, fresh);
                touched.add(fresh);
            }
        }
        return touched;
    }
}
