package io.opencoc.api;

/**
 * How bad an alarm is, worst first.
 *
 * @since 1.0
 */
public enum AlarmLevel {
    CRITICAL,
    MAJOR,
    MINOR,
    SUGGESTION
}
