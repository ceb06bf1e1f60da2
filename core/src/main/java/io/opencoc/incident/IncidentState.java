package io.opencoc.incident;

import io.opencoc.kernel.json.Wire;

/** Where an incident stands. */
public enum IncidentState {
    /** Nobody has taken it on yet. */
    UNACCEPTED,
    /** Its owner works on it. */
    ACCEPTED,
    /** Refused with a reason: its creator may submit it again or close it. */
    REJECTED,
    /** Handled, to be verified. */
    RESOLVED,
    /** Verified: over. */
    COMPLETED,
    /** Given up after a rejection: over. */
    CLOSED;

    /** Whether somebody still has to do something. */
    public boolean open() {
        return this != COMPLETED && this != CLOSED;
    }

    String wire() {
        return Wire.name(this);
    }
}
