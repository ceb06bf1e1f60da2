package io.opencoc.shift;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as clients see it.
 *
 * @param areas that have a schedule; null in lists
 */
record ScenarioView(
        @JsonUnwrapped Scenario scenario,
        List<Role> roles,
        @Nullable List<AreaView> areas) {

    record AreaView(@Nullable String application, @Nullable String region) {
        static AreaView of(Area area) {
            return new AreaView(Area.orNull(area.application()), Area.orNull(area.region()));
        }
    }
}
