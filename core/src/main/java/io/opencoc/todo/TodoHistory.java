package io.opencoc.todo;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** The SQL of to-dos' histories. */
final class TodoHistory {
    private static final int MOST = 500;
    private static final String COLUMNS = "id, at, kind, by_id, by_name, from_value, to_value, text";

    Uni<Integer> insert(Tx tx, UUID todo, TodoHistoryEntry e) {
        return tx.update(
                "INSERT INTO todo_history (tenant_id, todo_id, " + COLUMNS
                        + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                tx.tenant(),
                todo,
                e.id(),
                e.at(),
                Wire.name(e.kind()),
                e.by().id(),
                e.by().name(),
                e.from(),
                e.to(),
                e.text());
    }

    /** Newest first. */
    Uni<List<TodoHistoryEntry>> of(Tx tx, UUID todo) {
        return tx.list(
                "SELECT " + COLUMNS + " FROM todo_history WHERE todo_id = $1 ORDER BY at DESC, seq DESC LIMIT " + MOST,
                row -> new TodoHistoryEntry(
                        row.getUUID("id"),
                        Rows.instant(row, "at"),
                        Wire.parse(TodoHistoryEntry.Kind.class, row.getString("kind")),
                        new Person(row.getUUID("by_id"), row.getString("by_name")),
                        row.getString("from_value"),
                        row.getString("to_value"),
                        row.getString("text")),
                todo);
    }
}
