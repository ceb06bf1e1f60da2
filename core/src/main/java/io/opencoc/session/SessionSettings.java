package io.opencoc.session;

import java.time.Duration;

/**
 * How long sessions live.
 *
 * @param idle after which one that is not used ends
 * @param life after which each ends
 */
public record SessionSettings(Duration idle, Duration life) {
    public static final SessionSettings STANDARD = new SessionSettings(Duration.ofHours(2), Duration.ofHours(12));
}
