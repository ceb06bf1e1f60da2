package io.opencoc.incident;

import static io.opencoc.incident.IncidentAction.ACCEPT;
import static io.opencoc.incident.IncidentAction.CHANGE_LEVEL;
import static io.opencoc.incident.IncidentAction.CLOSE;
import static io.opencoc.incident.IncidentAction.FORWARD;
import static io.opencoc.incident.IncidentAction.HANDLE;
import static io.opencoc.incident.IncidentAction.REJECT;
import static io.opencoc.incident.IncidentAction.REMARK;
import static io.opencoc.incident.IncidentAction.RESUBMIT;
import static io.opencoc.incident.IncidentAction.VERIFY_FAILED;
import static io.opencoc.incident.IncidentAction.VERIFY_PASSED;
import static io.opencoc.incident.IncidentState.ACCEPTED;
import static io.opencoc.incident.IncidentState.CLOSED;
import static io.opencoc.incident.IncidentState.COMPLETED;
import static io.opencoc.incident.IncidentState.REJECTED;
import static io.opencoc.incident.IncidentState.RESOLVED;
import static io.opencoc.incident.IncidentState.UNACCEPTED;
import static io.opencoc.kernel.state.Lifecycle.transition;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.state.Lifecycle;
import java.util.List;

/** The states of an incident, as data. */
public final class IncidentLifecycle {
    /** All arrows; those that lead back to where they start change the incident, not its state. */
    public static final Lifecycle<IncidentState, IncidentAction> ARROWS = Lifecycle.of(
            IncidentState.class,
            IncidentAction.class,
            transition(UNACCEPTED, ACCEPT, ACCEPTED),
            transition(UNACCEPTED, REJECT, REJECTED),
            transition(UNACCEPTED, FORWARD, UNACCEPTED),
            transition(UNACCEPTED, REMARK, UNACCEPTED),
            transition(ACCEPTED, HANDLE, RESOLVED),
            transition(ACCEPTED, FORWARD, ACCEPTED),
            transition(ACCEPTED, CHANGE_LEVEL, ACCEPTED),
            transition(ACCEPTED, REMARK, ACCEPTED),
            transition(REJECTED, RESUBMIT, UNACCEPTED),
            transition(REJECTED, CLOSE, CLOSED),
            transition(REJECTED, REMARK, REJECTED),
            transition(RESOLVED, VERIFY_PASSED, COMPLETED),
            transition(RESOLVED, VERIFY_FAILED, ACCEPTED),
            transition(RESOLVED, REMARK, RESOLVED));

    private IncidentLifecycle() {}

    /** What the state allows and the actor may do with the incident. */
    public static List<IncidentAction> allowed(IncidentState state, Actor actor, Target incident) {
        return ARROWS.allowed(state).stream()
                .filter(a -> actor.may(a.permission(), incident))
                .toList();
    }
}
