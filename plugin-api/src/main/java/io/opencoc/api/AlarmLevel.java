package io.opencoc.api;

/**
 * How bad an alarm is, worst first.
 *
 * @since 1.0
 */
public enum AlarmLevel {
    /** The service is down or about to be. */
    CRITICAL,
    /** The service is impaired. */
    MAJOR,
    /** Something needs attention; the service works. */
    MINOR,
    /** Worth knowing; nobody need act. */
    SUGGESTION
}
