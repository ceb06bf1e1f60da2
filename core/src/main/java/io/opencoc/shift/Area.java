package io.opencoc.shift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule is made for.
 *
 * @param application empty in a global scenario
 * @param region empty for the default schedule of an application
 */
public record Area(String application, String region) {
    /** Of a global scenario. */
    public static final Area GLOBAL = new Area("", "");

    static Area of(@Nullable String application, @Nullable String region) {
        return new Area(application == null ? "" : application.strip(), region == null ? "" : region.strip());
    }

    /** All pairs; of no region the default one. */
    static List<Area> all(List<String> applications, List<String> regions) {
        List<Area> out = new ArrayList<>();
        for (String application : applications.isEmpty() ? List.of("") : applications) {
            for (String region : regions.isEmpty() ? List.of("") : regions) {
                out.add(of(application, region));
            }
        }
        return out.stream().distinct().toList();
    }

    /** The schedule that counts where this one has nobody. */
    @JsonIgnore
    Area fallback() {
        return region.isEmpty() ? this : new Area(application, "");
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
