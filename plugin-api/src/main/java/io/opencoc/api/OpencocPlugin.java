package io.opencoc.api;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * The entry class of a plug-in: says what it brings. Named by {@code Plugin-Class} in the jar's manifest.
 *
 * <p>Threading: created, asked and closed once, on a thread of its own that may be blocked for 10 s each.
 *
 * <p>Errors: what the constructor or one of the two questions throws is shown to the operator, and the plug-in is not loaded.
 *
 * @since 1.0
 */
public interface OpencocPlugin extends ExtensionPoint, AutoCloseable {

    /** The alarm sources that this plug-in brings; asked once, after loading. */
    default List<AlarmSource> alarmSources() {
        return List.of();
    }

    /** The notification channels that this plug-in brings; asked once, after loading. */
    default List<NotificationChannel> notificationChannels() {
        return List.of();
    }

    /** Called once when the plug-in is taken out: ends what it started. */
    @Override
    default void close() {}
}
