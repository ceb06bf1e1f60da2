package io.opencoc.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentEventTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final Person ADA = new Person(UUID.randomUUID(), "Ada");
    private static final IncidentEvent.Snapshot INCIDENT = new IncidentEvent.Snapshot(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "INC000007",
            "t",
            "P2",
            IncidentState.ACCEPTED,
            null,
            "r",
            "d",
            ADA,
            ADA,
            AT,
            3);

    @Test
    void everyEventSurvivesJsonUnderItsType() {
        UUID id = UUID.randomUUID();
        AlarmRef alarm = new AlarmRef(UUID.randomUUID(), "ALM000001", "HighCpu");
        List<IncidentEvent> all = List.of(
                new IncidentEvent.Created(id, INCIDENT, AT, ADA, true, alarm),
                new IncidentEvent.Accepted(id, INCIDENT, AT, ADA),
                new IncidentEvent.Rejected(id, INCIDENT, AT, ADA, "no"),
                new IncidentEvent.Resubmitted(id, INCIDENT, AT, ADA),
                new IncidentEvent.Closed(id, INCIDENT, AT, ADA, null),
                new IncidentEvent.Forwarded(id, INCIDENT, AT, ADA, "c"),
                new IncidentEvent.LevelChanged(id, INCIDENT, AT, ADA, "P3", "worse"),
                new IncidentEvent.Remarked(id, INCIDENT, AT, ADA, "x"),
                new IncidentEvent.Handled(id, INCIDENT, AT, ADA, "s"),
                new IncidentEvent.Verified(id, INCIDENT, AT, ADA, null),
                new IncidentEvent.VerificationFailed(id, INCIDENT, AT, ADA, "still down"));
        assertEquals(IncidentEvent.class.getPermittedSubclasses().length, all.size());
        for (IncidentEvent event : all) {
            String json = Json.write(event);
            assertEquals(event, Json.read(json, IncidentEvent.class));
            assertEquals(event.type(), Json.tree(json).get("type").asString());
            assertEquals(3, event.version());
            assertEquals(INCIDENT.id(), event.aggregateId());
        }
        assertEquals("incident.verificationFailed", all.getLast().type());
    }
}
