package io.opencoc.incident;

import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the trail says of incidents: the fields that people set, and what they wrote at a step. */
final class IncidentTrace {
    private IncidentTrace() {}

    static void created(Tx tx, Incident incident) {
        tx.trace(thing(incident), null, fields(incident));
    }

    /**
     * One step.
     *
     * @param text what the person wrote; where a field of the incident keeps it, it stands there alone
     */
    static void step(Tx tx, Incident before, Incident after, HistoryEntry.Kind kind, @Nullable String text) {
        Map<String, Object> fields = fields(after);
        if (text != null && kind != HistoryEntry.Kind.REJECTED && kind != HistoryEntry.Kind.HANDLED) {
            fields.put("remark", text);
        }
        tx.trace(thing(after), fields(before), fields);
    }

    private static Trace.Thing thing(Incident incident) {
        return Trace.Thing.of(incident.id(), incident.number(), incident.projectId());
    }

    private static Map<String, Object> fields(Incident i) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "title", i.title());
        put(fields, "state", i.state().wire());
        put(fields, "level", i.level());
        put(fields, "owner", i.owner());
        put(fields, "projectId", i.projectId());
        put(fields, "description", i.description());
        put(fields, "category", i.category());
        put(fields, "application", i.application());
        put(fields, "region", i.region());
        put(fields, "cause", i.cause());
        put(fields, "solution", i.solution());
        put(fields, "rejectReason", i.rejectReason());
        put(fields, "recoveredAt", i.recoveredAt());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
