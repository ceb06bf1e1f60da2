package io.opencoc.api;

/**
 * Whether an alarm fires or has recovered.
 *
 * @since 1.0
 */
public enum AlarmStatus {
    /** It fires. */
    ALARM,
    /** It has recovered. */
    OK
}
