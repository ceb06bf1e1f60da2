package io.opencoc.rule;

/** What a rule makes of the alarms that it takes. */
public enum TriggerType {
    /** Incidents. */
    INCIDENT,
    /** Nothing more: they stay alarms, known to be the rule's. */
    ALARM
}
