package io.opencoc.crash;

import java.time.Instant;

/** One fingerprint: an alarm that fires, recovers and fires again. For one sender. */
final class Series {
    private final String name;
    private final Rule rule;
    private final String group;
    private Occurrence current;
    private boolean firing;
    private int firingsLeft;
    private boolean uncertain;

    /** @param group only for alarms of {@link Rule#GROUPED} */
    Series(String name, Rule rule, String group) {
        this.name = name;
        this.rule = rule;
        this.group = group;
    }

    String name() {
        return name;
    }

    Rule rule() {
        return rule;
    }

    String group() {
        return group;
    }

    /** One time that the alarm fires; its start tells it from the others. */
    record Occurrence(Series series, Instant startsAt) {}

    /** Begins the next occurrence, later than the one before. */
    void begin(Instant now, int firings) {
        Instant at = current == null || now.isAfter(current.startsAt())
                ? now
                : current.startsAt().plusMillis(1);
        current = new Occurrence(this, at);
        firingsLeft = firings;
        firing = true;
    }

    boolean isFiring() {
        return firing;
    }

    Occurrence current() {
        return current;
    }

    /** Whether what is sent next says that it fires; else that it recovered. */
    boolean firesNext() {
        return firingsLeft > 0;
    }

    /** What is sent next was acknowledged; true when that ended the occurrence. */
    boolean acknowledged() {
        firingsLeft--;
        firing = firingsLeft >= 0;
        return !firing;
    }

    /** An attempt failed, and may still be stored at any later moment. */
    void failed() {
        uncertain = true;
    }

    /** Whether another occurrence may follow: one that is late must not count in the next. */
    boolean isReusable() {
        return !uncertain;
    }
}
