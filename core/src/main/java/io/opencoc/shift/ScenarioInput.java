package io.opencoc.shift;

import io.opencoc.kernel.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a scenario.
 *
 * @param mode null in a change
 * @param dimension null in a change
 */
record ScenarioInput(
        String name,
        @Nullable String description,
        @Nullable String zone,
        @Nullable Mode mode,
        @Nullable Dimension dimension) {

    Scenario toScenario(UUID id, Instant at) {
        return new Scenario(
                id,
                name.strip(),
                blankToNull(description),
                mode == null ? Mode.SHIFT : mode,
                dimension == null ? Dimension.GLOBAL : dimension,
                zone == null ? ZoneId.of("UTC") : zone(zone),
                at);
    }

    Scenario applied(Scenario to) {
        return new Scenario(
                to.id(),
                name.strip(),
                blankToNull(description),
                to.mode(),
                to.dimension(),
                zone == null ? to.zone() : zone(zone),
                to.createdAt());
    }

    /** A name of the time zone database: an offset of its own would know no daylight-saving time. */
    private static ZoneId zone(String name) {
        try {
            ZoneId zone = ZoneId.of(name.strip());
            if (!ZoneId.getAvailableZoneIds().contains(zone.getId())) {
                throw new DateTimeException(name);
            }
            return zone;
        } catch (DateTimeException e) {
            throw Problem.invalid("zone", "is not an IANA time zone, like Europe/Berlin");
        }
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
