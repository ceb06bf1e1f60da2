package io.opencoc.kernel.plugin;

import java.time.Duration;

/**
 * What the server grants each extension.
 *
 * @param parseTimeout for one call of a source that is not bundled
 * @param parseThreads of one source that is not bundled
 * @param parseWaiting calls that may run or wait there; more are refused
 * @param sendTimeout for one message by a channel
 * @param sendsAtOnce messages that one channel may have under way
 * @param sendsWaiting messages that may wait for that; more are refused
 * @param failuresToTrip defects in a row that switch an extension off
 * @param tripped how long it stays off
 */
public record PluginLimits(
        Duration parseTimeout,
        int parseThreads,
        int parseWaiting,
        Duration sendTimeout,
        int sendsAtOnce,
        int sendsWaiting,
        int failuresToTrip,
        Duration tripped) {

    /** 2 s, 2 threads, 64 calls; 30 s, 10 at once, 1,000 waiting; off for a minute after 5 defects in a row. */
    public static final PluginLimits DEFAULT =
            new PluginLimits(Duration.ofSeconds(2), 2, 64, Duration.ofSeconds(30), 10, 1000, 5, Duration.ofMinutes(1));
}
