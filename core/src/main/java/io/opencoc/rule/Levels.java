package io.opencoc.rule;

import io.opencoc.api.AlarmLevel;
import org.jspecify.annotations.Nullable;

/** The incident level for each alarm level: {@code P1} to {@code P5}, or {@code none} for no incident. */
public record Levels(String critical, String major, String minor, String suggestion) {
    static final String NONE = "none";

    /** The incident level; null for no incident. */
    @Nullable
    String of(AlarmLevel level) {
        String mapped =
                switch (level) {
                    case CRITICAL -> critical;
                    case MAJOR -> major;
                    case MINOR -> minor;
                    case SUGGESTION -> suggestion;
                };
        return mapped.equals(NONE) ? null : mapped;
    }
}
