package io.opencoc.plugin.zabbix;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.JsonText;
import io.opencoc.api.Settings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Times of events. Zabbix 7.0 and newer sends seconds since 1970; older ones only the time of day as it is in the time zone of the Zabbix user
 * that the message goes to.
 */
final class EventTime {
    static final String DEFAULT_ZONE = "UTC";

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu.MM.dd HH:mm:ss");
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private EventTime() {}

    /** Takes the two fields out of the event; null when neither has a value. */
    static @Nullable Instant take(Event event, String seconds, String local, Settings settings)
            throws BadPayloadException {
        String since1970 = event.take(seconds);
        String ofDay = event.take(local);
        if (since1970 != null) {
            return ofSeconds(seconds, since1970);
        }
        return ofDay == null ? null : ofDay(local, ofDay, settings);
    }

    private static Instant ofSeconds(String field, String text) throws BadPayloadException {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= LAST_SECOND) {
                return Instant.ofEpochSecond(value);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new BadPayloadException(field + " " + JsonText.shown(text) + " is not a number of seconds since 1970");
    }

    private static Instant ofDay(String field, String text, Settings settings) throws BadPayloadException {
        ZoneId zone;
        String name = settings.text("timeZone", DEFAULT_ZONE);
        try {
            zone = ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new BadPayloadException("the setting timeZone " + JsonText.shown(name) + " is not a time zone");
        }
        try {
            Instant time = LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant();
            if (!time.isBefore(Instant.EPOCH) && time.getEpochSecond() <= LAST_SECOND) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new BadPayloadException(field + " " + JsonText.shown(text) + " is not a time as 2026.11.23 10:15:00");
    }
}
