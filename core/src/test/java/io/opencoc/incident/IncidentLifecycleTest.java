package io.opencoc.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.json.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentLifecycleTest {
    /** State by state and action by action, where it leads; a dash where it is refused. Columns as in IncidentAction. */
    private static final String GRID = """
                        accept   reject   resubmit   close  forward    changeLevel remark     handle   verifyPassed verifyFailed
            unaccepted  accepted rejected -          -      unaccepted -           unaccepted -        -            -
            accepted    -        -        -          -      accepted   accepted    accepted   resolved -            -
            rejected    -        -        unaccepted closed -          -           rejected   -        -            -
            resolved    -        -        -          -      -          -           resolved   -        completed    accepted
            completed   -        -        -          -      -          -           -          -        -            -
            closed      -        -        -          -      -          -           -          -        -            -
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
        for (IncidentState state : IncidentState.values()) {
            for (IncidentAction action : IncidentAction.values()) {
                Optional<IncidentState> next = IncidentLifecycle.ARROWS.next(state, action);
                actual.put(
                        Wire.name(state) + " " + Wire.name(action),
                        next.map(Wire::name).orElse("-"));
            }
        }
        assertEquals(expected, actual);
    }

    @Test
    void offersWhatTheActorMayDo() {
        Actor verifier = new Actor(
                UUID.randomUUID(),
                "t",
                null,
                "v",
                Access.patterns(List.of("coc:incident:verify", "coc:incident:accept", "coc:incident:get")),
                Caller.Credential.SYSTEM,
                Caller.system());
        assertEquals(
                List.of(IncidentAction.VERIFY_PASSED, IncidentAction.VERIFY_FAILED),
                IncidentLifecycle.allowed(IncidentState.RESOLVED, verifier, Target.TENANT));
        assertEquals(
                List.of(IncidentAction.ACCEPT),
                IncidentLifecycle.allowed(IncidentState.UNACCEPTED, verifier, Target.TENANT));
        assertEquals(List.of(), IncidentLifecycle.allowed(IncidentState.ACCEPTED, verifier, Target.TENANT));
    }

    @Test
    void theDocumentationDrawsEveryChangeOfState() throws Exception {
        String docs = Files.readString(Path.of("../docs/architecture.md"));
        for (var arrow : IncidentLifecycle.ARROWS.transitions()) {
            if (arrow.from() != arrow.to()) {
                String line =
                        Wire.name(arrow.from()) + " --> " + Wire.name(arrow.to()) + ": " + Wire.name(arrow.action());
                assertTrue(docs.contains(line), line);
            }
        }
    }
}
