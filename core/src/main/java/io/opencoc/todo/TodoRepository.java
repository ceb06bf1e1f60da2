package io.opencoc.todo;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.sql.Rows;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.sql.Where;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL of to-dos and their owners. */
final class TodoRepository {
    private static final int COUNT_NO_FURTHER = 10_000;
    private static final String OWNERS = "FROM todo_owner o WHERE o.todo_id = todo.id) AS ";
    private static final String COLUMNS =
            "id, project_id, number, version, name, description, solution, type, severity, state, notification, deadline, labels,"
                    + " created_by_id, created_by_name, accepted_by_id, accepted_by_name, created_at, updated_at, accepted_at, ended_at,"
                    + " (SELECT array_agg(o.engineer_id ORDER BY o.place) " + OWNERS + "owner_ids,"
                    + " (SELECT array_agg(o.name ORDER BY o.place) " + OWNERS + "owner_names";
    private static final Map<String, String> SORTS = Map.of(
            "createdAt", "created_at",
            "updatedAt", "updated_at",
            "deadline", "deadline",
            "severity", "array_position(ARRAY['critical', 'major', 'minor', 'suggestion'], severity)",
            "number", "number");

    private static Todo todo(Row row) {
        return new Todo(
                row.getUUID("id"),
                Todo.number(row.getLong("number")),
                row.getUUID("project_id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("type"),
                row.getString("severity"),
                Wire.parse(TodoState.class, row.getString("state")),
                owners(row),
                Wire.parse(TodoNotification.class, row.getString("notification")),
                Rows.instant(row, "deadline"),
                Rows.texts(row, "labels"),
                row.getString("solution"),
                new Person(row.getUUID("created_by_id"), row.getString("created_by_name")),
                Person.ofNullable(row.getUUID("accepted_by_id"), row.getString("accepted_by_name")),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.instantOrNull(row, "accepted_at"),
                Rows.instantOrNull(row, "ended_at"),
                row.getLong("version"));
    }

    private static List<Person> owners(Row row) {
        UUID[] ids = row.getArrayOfUUIDs("owner_ids");
        String[] names = row.getArrayOfStrings("owner_names");
        List<Person> owners = new ArrayList<>();
        for (int i = 0; ids != null && i < ids.length; i++) {
            owners.add(new Person(ids[i], names[i]));
        }
        return owners;
    }

    /** Gives false when the id is there already. */
    Uni<Boolean> insert(Tx tx, UUID id, UUID project, TodoInput input, Person by, Instant now) {
        return tx.update(
                        "INSERT INTO todo (tenant_id, id, number, version, project_id, name, description, solution, type, severity, state,"
                                + " notification, deadline, labels, created_by_id, created_by_name, created_at, updated_at)"
                                + " VALUES ($1, $2, kernel.take_numbers('todo', 1), 1, $3, $4, $5, $6, $7, $8, 'pending', $9, $10, $11, $12, $13,"
                                + " $14, $14) ON CONFLICT (tenant_id, id) DO NOTHING",
                        tx.tenant(),
                        id,
                        project,
                        input.name(),
                        input.description(),
                        input.solution(),
                        input.type(),
                        input.severity(),
                        Objects.requireNonNull(input.notification()).wire(),
                        input.deadline(),
                        Rows.array(Objects.requireNonNull(input.labels())),
                        by.id(),
                        by.name(),
                        now)
                .map(n -> n == 1);
    }

    /** Sets the owners, in their order. */
    Uni<Void> own(Tx tx, UUID id, List<Person> owners) {
        return tx.update("DELETE FROM todo_owner WHERE todo_id = $1", id)
                .chain(() -> tx.update(
                        "INSERT INTO todo_owner (tenant_id, todo_id, engineer_id, name, place)"
                                + " SELECT $1, $2, o.* FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS o",
                        tx.tenant(),
                        id,
                        owners.stream().map(Person::id).toArray(UUID[]::new),
                        owners.stream().map(Person::name).toArray(String[]::new)))
                .replaceWithVoid();
    }

    Uni<@Nullable Todo> find(Tx tx, UUID id) {
        return tx.one("SELECT " + COLUMNS + " FROM todo WHERE id = $1", TodoRepository::todo, id);
    }

    /** The to-do as it is once nobody else is changing it; until the transaction ends nobody else will. */
    Uni<@Nullable Todo> lock(Tx tx, UUID id) {
        // Locked first: what it says of owners is then that of the latest commit.
        return tx.query("SELECT 1 FROM todo WHERE id = $1 FOR NO KEY UPDATE", id)
                .chain(() -> find(tx, id));
    }

    /**
     * Moves a to-do on; gives null when it is not in the state any more.
     *
     * @param set further assignments, as {@code ended_at = $5}: the values begin at $5
     */
    Uni<@Nullable Todo> move(Tx tx, Todo from, TodoState to, Instant now, String set, @Nullable Object... values) {
        List<@Nullable Object> all = new ArrayList<>();
        all.addAll(Arrays.asList(from.id(), from.state().wire(), to.wire(), now));
        all.addAll(Arrays.asList(values));
        return tx.one(
                "UPDATE todo SET state = $3, version = version + 1, updated_at = $4" + (set.isEmpty() ? "" : ", ") + set
                        + " WHERE id = $1 AND state = $2 RETURNING " + COLUMNS,
                TodoRepository::todo,
                all.toArray());
    }

    Uni<Page<Todo>> page(Tx tx, Where where, String sort, int offset, int size) {
        String from = " FROM todo" + where.sql();
        return count(tx, where).chain(total -> tx.list(
                        "SELECT " + COLUMNS + from + " ORDER BY " + Rows.orderBy(SORTS, sort, "id") + " LIMIT "
                                + where.next(size) + " OFFSET " + where.next(offset),
                        TodoRepository::todo,
                        where.values())
                .map(items -> new Page<>(items, total)));
    }

    /** How many there are, no further than 10,000. */
    Uni<Long> count(Tx tx, Where where) {
        return tx.one(
                        "SELECT count(*) AS n FROM (SELECT FROM todo" + where.sql() + " LIMIT " + COUNT_NO_FURTHER
                                + ") c",
                        r -> r.getLong("n"),
                        where.values())
                .map(Objects::requireNonNull);
    }

    Uni<Long> countOf(Tx tx, UUID project) {
        return tx.one("SELECT count(*) AS n FROM todo WHERE project_id = $1", r -> r.getLong("n"), project)
                .map(Objects::requireNonNull);
    }

    /** The projects of those of the ids that exist. */
    Uni<Map<UUID, UUID>> projects(Tx tx, Collection<UUID> ids) {
        return tx.list(
                        "SELECT id, project_id FROM todo WHERE id = ANY ($1)",
                        r -> Map.entry(r.getUUID("id"), r.getUUID("project_id")),
                        (Object) ids.toArray(UUID[]::new))
                .map(list -> list.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** How many open ones an engineer owns. */
    Uni<Long> openOf(Tx tx, UUID engineer) {
        return tx.one(
                        "SELECT count(*) AS n FROM todo_owner o JOIN todo t ON t.tenant_id = o.tenant_id AND t.id = o.todo_id"
                                + " WHERE o.engineer_id = $1 AND t.state IN ('pending', 'processing')",
                        r -> r.getLong("n"),
                        engineer)
                .map(Objects::requireNonNull);
    }
}
