package io.opencoc.plugin.webhook;

import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the settings of an integration say, read. Immutable.
 *
 * @param expressions one for each field
 * @param given the fields for which the settings say something
 * @param rootNames names that paths ask for at the start of the whole body or event
 */
record Mapping(
        Map<Field, Expression> expressions,
        Set<Field> given,
        ValueMap<AlarmLevel> levels,
        ValueMap<AlarmStatus> statuses,
        ZoneId zone,
        Additional additional,
        Set<String> rootNames) {

    /** The settings that are no expressions. */
    static final String LEVELS = "levels";

    static final String STATUSES = "statuses";
    static final String TIME_ZONE = "timeZone";
    static final String ADDITIONAL = "additional";

    /** The longest text that a setting may be. */
    static final int MAX_SETTING = 2000;

    private static final List<String> NAMES = names();

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Field field : Field.values()) {
            names.add(field.setting);
        }
        names.addAll(List.of(LEVELS, STATUSES, TIME_ZONE, ADDITIONAL));
        return List.copyOf(names);
    }

    /** All that a mapping depends on, in a fixed order; empty texts for what is not set. */
    static List<String> texts(Settings settings) {
        String[] texts = new String[NAMES.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = settings.text(NAMES.get(i), "");
        }
        return List.of(texts);
    }

    /**
     * Reads the settings.
     *
     * @param texts of {@link #texts}
     * @param events whether the JSON is the data of CloudEvents
     * @throws BadPayloadException naming the setting and the place in it
     */
    static Mapping parse(List<String> texts, boolean events) throws BadPayloadException {
        Map<Field, Expression> expressions = new EnumMap<>(Field.class);
        Set<Field> given = EnumSet.noneOf(Field.class);
        Set<String> rootNames = new TreeSet<>();
        for (Field field : Field.values()) {
            String text = checked(field.setting, texts.get(field.ordinal()));
            if (!text.isBlank()) {
                given.add(field);
            }
            Expression expression =
                    ExpressionParser.parse(field.setting, text.isBlank() ? field.otherwise(events) : text);
            if (field == Field.ALARMS && !expression.isWhole()) {
                throw new BadPayloadException(
                        "setting 'alarms' must be a path to an array, not a text with values in it");
            }
            expressions.put(field, expression);
            rootNames(expression, rootNames);
        }
        int next = Field.values().length;
        ValueMap<AlarmLevel> levels =
                ValueMap.parse(LEVELS, checked(LEVELS, texts.get(next)), AlarmLevel.class, "level");
        ValueMap<AlarmStatus> statuses =
                ValueMap.parse(STATUSES, checked(STATUSES, texts.get(next + 1)), AlarmStatus.class, "status");
        ZoneId zone = zone(checked(TIME_ZONE, texts.get(next + 2)).strip());
        Additional additional = Additional.parse(ADDITIONAL, checked(ADDITIONAL, texts.get(next + 3)));
        additional.entries().forEach(entry -> rootNames(entry.value(), rootNames));
        return new Mapping(expressions, given, levels, statuses, zone, additional, Set.copyOf(rootNames));
    }

    Expression of(Field field) {
        return java.util.Objects.requireNonNull(expressions.get(field));
    }

    private static String checked(String setting, String text) throws BadPayloadException {
        if (text.length() > MAX_SETTING) {
            throw new BadPayloadException("setting '" + setting + "' is longer than " + MAX_SETTING + " characters");
        }
        return text;
    }

    private static void rootNames(Expression expression, Set<String> into) {
        for (Path path : expression.paths()) {
            String name = path.fromRoot() ? path.firstName() : null;
            if (name != null) {
                into.add(name);
            }
        }
    }

    private static ZoneId zone(String name) throws BadPayloadException {
        try {
            return Times.zone(name);
        } catch (DateTimeException e) {
            throw new BadPayloadException("setting '" + TIME_ZONE + "': " + JsonText.shown(name)
                    + " is not a time zone: write it as Asia/Shanghai or +08:00");
        }
    }
}
