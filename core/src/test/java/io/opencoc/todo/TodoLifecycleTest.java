package io.opencoc.todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.json.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TodoLifecycleTest {
    /** State by state and action by action, where it leads; a dash where it is refused. Columns as in TodoAction. */
    private static final String GRID = """
                        accept     update  cancel    close  remark     attach
            pending     processing pending cancelled -      pending    pending
            processing  -          -       -         closed processing processing
            closed      -          -       -         -      -          -
            cancelled   -          -       -         -      -          -
            """;

    @Test
    void allowsExactlyTheGrid() {
        Map<String, String> expected = new LinkedHashMap<>();
        List<String> lines = GRID.lines().toList();
        String[] actions = lines.getFirst().strip().split(" +");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.strip().split(" +");
            for (int i = 0; i < actions.length; i++) {
                expected.put(cells[0] + " " + actions[i], cells[i + 1]);
            }
        }
        Map<String, String> actual = new LinkedHashMap<>();
        for (TodoState state : TodoState.values()) {
            for (TodoAction action : TodoAction.values()) {
                Optional<TodoState> next = TodoLifecycle.ARROWS.next(state, action);
                actual.put(
                        Wire.name(state) + " " + Wire.name(action),
                        next.map(Wire::name).orElse("-"));
            }
        }
        assertEquals(expected, actual);
    }

    /** By state and by what somebody is to the to-do, what they may do when they have every permission. */
    @Test
    void offersEachWhatIsTheirs() {
        Actor anybody = actor("coc:*:*");
        assertEquals(
                List.of(TodoAction.UPDATE, TodoAction.CANCEL, TodoAction.REMARK, TodoAction.ATTACH),
                TodoLifecycle.allowed(todo(TodoState.PENDING), anybody, Set.of(Relation.CREATOR)));
        assertEquals(
                List.of(TodoAction.ACCEPT, TodoAction.CANCEL, TodoAction.REMARK, TodoAction.ATTACH),
                TodoLifecycle.allowed(todo(TodoState.PENDING), anybody, Set.of(Relation.OWNER)));
        assertEquals(
                List.of(TodoAction.REMARK, TodoAction.ATTACH),
                TodoLifecycle.allowed(todo(TodoState.PENDING), anybody, Set.of(Relation.OTHER)));
        assertEquals(
                List.of(TodoAction.REMARK, TodoAction.ATTACH),
                TodoLifecycle.allowed(todo(TodoState.PROCESSING), anybody, Set.of(Relation.CREATOR)));
        assertEquals(
                List.of(TodoAction.CLOSE, TodoAction.REMARK, TodoAction.ATTACH),
                TodoLifecycle.allowed(todo(TodoState.PROCESSING), anybody, Set.of(Relation.OWNER)));
        for (TodoState over : List.of(TodoState.CLOSED, TodoState.CANCELLED)) {
            assertEquals(
                    List.of(), TodoLifecycle.allowed(todo(over), anybody, Set.of(Relation.OWNER, Relation.CREATOR)));
        }
        assertEquals(
                List.of(TodoAction.CANCEL),
                TodoLifecycle.allowed(
                        todo(TodoState.PENDING), actor("coc:todo:cancel"), Set.of(Relation.OWNER, Relation.CREATOR)));
    }

    private static Actor actor(String action) {
        return new Actor(
                UUID.randomUUID(),
                "t",
                null,
                "v",
                Access.patterns(List.of(action)),
                Caller.Credential.SYSTEM,
                Caller.system());
    }

    static Todo todo(TodoState state) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        return new Todo(
                UUID.randomUUID(),
                "TODO000001",
                UUID.randomUUID(),
                "n",
                "d",
                "other",
                "minor",
                state,
                List.of(new Person(UUID.randomUUID(), "Ada")),
                TodoNotification.DEFAULT,
                at,
                List.of(),
                "s",
                new Person(UUID.randomUUID(), "Cleo"),
                null,
                at,
                at,
                null,
                null,
                1);
    }

    @Test
    void theDocumentationDrawsEveryChangeOfState() throws Exception {
        String docs = Files.readString(Path.of("../docs/architecture.md"));
        for (var arrow : TodoLifecycle.ARROWS.transitions()) {
            if (arrow.from() != arrow.to()) {
                String line =
                        Wire.name(arrow.from()) + " --> " + Wire.name(arrow.to()) + ": " + Wire.name(arrow.action());
                assertTrue(docs.contains(line), line);
            }
        }
    }
}
