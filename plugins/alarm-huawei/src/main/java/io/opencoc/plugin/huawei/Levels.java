package io.opencoc.plugin.huawei;

import io.opencoc.api.AlarmLevel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Huawei's four levels, in the words of both languages and as numbers. */
final class Levels {
    private Levels() {}

    /** Major when it is missing or not known: an alarm is never lost for its level. */
    static AlarmLevel of(@Nullable String text) {
        if (text == null) {
            return AlarmLevel.MAJOR;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "critical", "紧急", "緊急", "致命", "1" -> AlarmLevel.CRITICAL;
            case "minor", "次要", "3" -> AlarmLevel.MINOR;
            case "suggestion", "informational", "info", "提示", "4" -> AlarmLevel.SUGGESTION;
            default -> AlarmLevel.MAJOR;
        };
    }
}
