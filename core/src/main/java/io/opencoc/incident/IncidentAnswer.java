package io.opencoc.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Target;
import java.util.List;

/**
 * An incident as a client gets it.
 *
 * @param actions what this client may do with it in its state
 */
record IncidentAnswer(@JsonUnwrapped Incident incident, List<IncidentAction> actions) {

    static IncidentAnswer of(Incident incident, Actor actor) {
        return new IncidentAnswer(
                incident,
                IncidentLifecycle.allowed(incident.state(), actor, Target.of(incident.projectId(), incident.id())));
    }
}
