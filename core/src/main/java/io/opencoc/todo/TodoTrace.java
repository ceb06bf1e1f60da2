package io.opencoc.todo;

import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the trail says of to-dos: the fields that people set, and what they wrote at a step. */
final class TodoTrace {
    private TodoTrace() {}

    static void created(Tx tx, Todo todo) {
        tx.trace(thing(todo), null, fields(todo));
    }

    static void step(Tx tx, Todo before, Todo after, @Nullable String text) {
        Map<String, Object> fields = fields(after);
        if (text != null) {
            fields.put("remark", text);
        }
        tx.trace(thing(after), fields(before), fields);
    }

    private static Trace.Thing thing(Todo todo) {
        return Trace.Thing.of(todo.id(), todo.number(), todo.projectId());
    }

    private static Map<String, Object> fields(Todo t) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", t.name());
        fields.put("state", t.state().wire());
        fields.put("type", t.type());
        fields.put("severity", t.severity());
        fields.put("owners", t.owners());
        fields.put("projectId", t.projectId());
        fields.put("description", t.description());
        fields.put("solution", t.solution());
        fields.put("notification", t.notification().wire());
        fields.put("deadline", t.deadline());
        fields.put("labels", t.labels());
        if (t.acceptedBy() != null) {
            fields.put("acceptedBy", t.acceptedBy());
        }
        return fields;
    }
}
