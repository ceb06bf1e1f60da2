package io.opencoc.ingest;

import java.util.UUID;

/** What one request holds of the room for bodies, given back once. Safe for all threads. */
final class Room {
    // A body takes more than its length: it grows by doubling, and its source gets a copy.
    private static final int COPIES = 3;

    private final Shares shares;
    private final UUID integration;
    private boolean begun;
    private long taken;
    private boolean free;

    Room(Shares shares, UUID integration) {
        this.shares = shares;
        this.integration = integration;
    }

    /** Takes room for so many bytes of a body more; false when the node or the integration's share is full, or the room was given back. */
    synchronized boolean take(long bytes) {
        if (free || !shares.take(integration, begun ? 0 : 1, 0, COPIES * bytes)) {
            return false;
        }
        begun = true;
        taken += COPIES * bytes;
        return true;
    }

    /** The body has been read, and nobody keeps it: gives its memory back, and stays one of the integration's requests. */
    synchronized void read() {
        if (begun) {
            shares.give(integration, 0, 0, taken);
        }
        taken = 0;
        free = true;
    }

    /** Gives everything back; nothing can be taken any more. */
    synchronized void free() {
        if (begun) {
            shares.give(integration, 1, 0, taken);
        }
        begun = false;
        taken = 0;
        free = true;
    }
}
