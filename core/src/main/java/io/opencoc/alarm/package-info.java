/**
 * Alarms: {@link io.opencoc.alarm.OriginalAlarm}s as they came in, a log that only grows, and {@link io.opencoc.alarm.Alarm}s, the occurrences
 * into which the router folds them. An alarm is firing until its sender reports recovery, falls silent past the time it named, or someone
 * clears it; then it is history, and the next report with a later start begins a new one.
 */
@NullMarked
package io.opencoc.alarm;

import org.jspecify.annotations.NullMarked;
