package io.opencoc.shift;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scheduling scenario. Mode and dimension stay as they were made.
 *
 * @param name unique in the tenant
 * @param zone in which its days and times are
 */
record Scenario(
        UUID id,
        String name,
        @Nullable String description,
        Mode mode,
        Dimension dimension,
        ZoneId zone,
        Instant createdAt) {

    /** As the trail tells it. */
    record Told(String name, @Nullable String description, Mode mode, Dimension dimension, String zone) {}

    Told told() {
        return new Told(name, description, mode, dimension, zone.getId());
    }
}
