package io.opencoc.rule;

import io.opencoc.api.AlarmLevel;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An alarm for tests. */
record TestAlarm(String source, UUID integrationId, AlarmLevel level, Map<String, String> values) implements AlarmKeys {
    static final UUID INTEGRATION = new UUID(1, 1);

    /** From {@code key, value, key, value …}. */
    static TestAlarm of(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new TestAlarm("prometheus", INTEGRATION, AlarmLevel.CRITICAL, values);
    }

    TestAlarm at(AlarmLevel other) {
        return new TestAlarm(source, integrationId, other, values);
    }

    @Override
    public String value(String key) {
        return values.getOrDefault(key, "");
    }
}
