package io.opencoc.alarm;

/** Where an alarm stands: firing is current, the others are history. */
public enum AlarmState {
    FIRING,
    RECOVERED,
    CLEARED
}
