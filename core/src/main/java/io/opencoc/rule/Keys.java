package io.opencoc.rule;

import io.opencoc.api.AlarmLevel;
import io.opencoc.kernel.json.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of alarms, and how their values compare. */
final class Keys {
    static final String LEVEL = "alarmLevel";
    static final String STATUS = "alarmStatus";
    static final String SOURCE = "alarmSource";
    static final List<String> STATUSES = List.of("alarm", "ok");
    private static final String ADDITIONAL = "additional.";
    private static final Set<String> NAMED = Set.of(
            "alarmId",
            "alarmName",
            LEVEL,
            "time",
            "namespace",
            "region",
            "application",
            "resourceName",
            "resourceId",
            "alarmDesc",
            "URL",
            STATUS,
            SOURCE);
    private static final String[] LEVELS =
            Stream.of(AlarmLevel.values()).map(Wire::name).toArray(String[]::new);

    private Keys() {}

    static boolean exists(String key) {
        return NAMED.contains(key) || (key.startsWith(ADDITIONAL) && key.length() > ADDITIONAL.length());
    }

    /** Whether values of this key compare without regard to case. */
    static boolean ignoresCase(String key) {
        return key.equals(LEVEL) || key.equals(STATUS) || key.equals(SOURCE);
    }

    static List<String> levels() {
        return List.of(LEVELS);
    }

    /** The level of this name, in any case; -1 when there is none. */
    static int level(String name) {
        return Arrays.asList(LEVELS).indexOf(name.toLowerCase(Locale.ROOT));
    }

    /** The value of any key. */
    static String value(AlarmKeys alarm, String key) {
        return switch (key) {
            case LEVEL -> LEVELS[alarm.level().ordinal()];
            case SOURCE -> alarm.source();
            default -> alarm.value(key);
        };
    }
}
