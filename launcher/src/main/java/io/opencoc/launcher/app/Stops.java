package io.opencoc.launcher.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started and must be stopped, the last one first. A stop that fails hinders no other. Confined to one thread at a time. */
final class Stops {
    private static final Logger LOG = LoggerFactory.getLogger(Stops.class);

    private final Deque<Stop> all = new ArrayDeque<>();

    /** Stops something, and waits for it. */
    interface Action {
        void run() throws Exception;
    }

    private record Stop(String what, Action action) {}

    void add(String what, Action action) {
        all.push(new Stop(what, action));
    }

    /** Stops everything; the second time nothing. */
    synchronized void run() {
        while (!all.isEmpty()) {
            Stop stop = all.pop();
            try {
                LOG.debug("Stopping {}", stop.what);
                stop.action.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("{} did not stop well: {}", stop.what, e.toString());
            }
        }
    }
}
