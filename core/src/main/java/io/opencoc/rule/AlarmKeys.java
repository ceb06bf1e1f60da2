package io.opencoc.rule;

import io.opencoc.api.AlarmLevel;
import java.util.UUID;

/** An alarm as rules see it. Asked often: answers come from fields, without work. */
public interface AlarmKeys {

    /** Id of the alarm source; the key {@code alarmSource}. */
    String source();

    /** Which integration it came through. */
    UUID integrationId();

    /** The key {@code alarmLevel}. */
    AlarmLevel level();

    /**
     * The value of any other key: {@code alarmId}, {@code alarmName}, {@code time} (RFC 3339 in UTC), {@code namespace}, {@code region},
     * {@code application}, {@code resourceName}, {@code resourceId}, {@code alarmDesc}, {@code URL}, {@code alarmStatus} ({@code alarm} or {@code
     * ok}), {@code additional.<name>}. Empty when the alarm does not have it.
     */
    String value(String key);
}
