package io.opencoc.alarm;

/** Somebody changed an alarm between its reading and its writing: the batch is to be routed anew. */
public final class StaleOccurrenceException extends RuntimeException {
    private StaleOccurrenceException() {
        super("an alarm was changed while its events were folded", null, false, false);
    }

    static void unless(boolean asItWas) {
        if (!asItWas) {
            throw new StaleOccurrenceException();
        }
    }
}
