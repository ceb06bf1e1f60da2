package io.opencoc.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The room for what waits on this node, and each integration's share of it: an integration may hold three times as much as it leaves free.
 * That is three quarters of the room for one that floods alone, three sevenths each for two, and however many flood, something is left for the
 * others. A request that is its integration's only one may take whatever is free. Safe for all threads.
 */
final class Shares {
    private static final int TIMES_FREE = 3;

    private final long mostAlarms;
    private final long mostBytes;
    private final Map<UUID, Held> held = new HashMap<>();
    private long alarms;
    private long bytes;
    private long refused;

    private static final class Held {
        int requests;
        long alarms;
        long bytes;
    }

    Shares(IngestLimits limits) {
        this.mostAlarms = limits.maxPendingAlarms();
        this.mostBytes = limits.maxPendingBytes();
    }

    /**
     * Takes room.
     *
     * @param requests 1 with the first that a request takes, else 0
     * @return false, with nothing taken, when the node or the integration's share is full
     */
    synchronized boolean take(UUID integration, int requests, long moreAlarms, long moreBytes) {
        long freeAlarms = mostAlarms - alarms - moreAlarms;
        long freeBytes = mostBytes - bytes - moreBytes;
        Held mine = held.get(integration);
        if (freeAlarms < 0 || freeBytes < 0) {
            refused++;
            return false;
        }
        if (mine != null
                && mine.requests + requests > 1
                && (mine.alarms + moreAlarms > TIMES_FREE * freeAlarms
                        || mine.bytes + moreBytes > TIMES_FREE * freeBytes)) {
            refused++;
            return false;
        }
        if (mine == null) {
            mine = new Held();
            held.put(integration, mine);
        }
        mine.requests += requests;
        mine.alarms += moreAlarms;
        mine.bytes += moreBytes;
        alarms += moreAlarms;
        bytes += moreBytes;
        return true;
    }

    /** Gives back what was taken. */
    synchronized void give(UUID integration, int requests, long lessAlarms, long lessBytes) {
        Held mine = held.get(integration);
        if (mine == null) {
            return; // it took nothing
        }
        mine.requests -= requests;
        mine.alarms -= lessAlarms;
        mine.bytes -= lessBytes;
        alarms -= lessAlarms;
        bytes -= lessBytes;
        if (mine.requests == 0 && mine.alarms == 0 && mine.bytes == 0) {
            held.remove(integration);
        }
    }

    /** Alarms that wait for their commit. */
    synchronized long alarms() {
        return alarms;
    }

    /** How often there was no room. */
    synchronized long refused() {
        return refused;
    }

    /** Memory that bodies and alarms take, about. */
    synchronized long bytes() {
        return bytes;
    }
}
