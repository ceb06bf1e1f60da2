package io.opencoc.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have done.
 *
 * @param examined alarms that it was held against
 * @param matched alarms that it matches
 * @param incidents that it would have opened
 * @param items the newest matching alarms
 */
record RuleTrial(int examined, int matched, int incidents, List<Item> items) {

    /**
     * A matching alarm.
     *
     * @param level of the incident; null when none would open
     */
    record Item(Object alarm, @Nullable String level) {}

    /** What is to be tried. */
    record Input(RuleInput rule, @Nullable Integer last) {}
}
