package io.opencoc.todo;

import io.opencoc.kernel.json.Wire;

/** Where a to-do stands. */
public enum TodoState {
    /** None of its owners has taken it on yet. */
    PENDING,
    /** One of its owners works on it. */
    PROCESSING,
    /** Done: over. */
    CLOSED,
    /** Given up before anybody took it on: over. */
    CANCELLED;

    /** Whether somebody still has to do something. */
    public boolean open() {
        return this == PENDING || this == PROCESSING;
    }

    String wire() {
        return Wire.name(this);
    }
}
