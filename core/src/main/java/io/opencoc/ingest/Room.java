package io.opencoc.ingest;

/** What one request holds of the room for bodies, given back once. Safe for all threads. */
final class Room {
    // A body takes more than its length: it grows by doubling, and its source gets a copy.
    private static final int COPIES = 3;

    private final Lanes lanes;
    private long taken;
    private boolean free;

    Room(Lanes lanes) {
        this.lanes = lanes;
    }

    /** Takes room for so many bytes of a body more; false when the node is full or the room was given back. */
    synchronized boolean take(long bytes) {
        if (free || !lanes.reserve(0, COPIES * bytes)) {
            return false;
        }
        taken += COPIES * bytes;
        return true;
    }

    /** Gives everything back; nothing can be taken any more. */
    synchronized void free() {
        lanes.release(0, taken);
        taken = 0;
        free = true;
    }
}
