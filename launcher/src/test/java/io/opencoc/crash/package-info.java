/**
 * Proves that crashes lose nothing and double nothing: {@link io.opencoc.crash.CrashRun} starts the executable, {@link
 * io.opencoc.crash.Sender}s post alarms of which the {@link io.opencoc.crash.Journal} knows every attempt, {@link io.opencoc.crash.Blows}
 * kill, stop, starve and cut off what they can at random moments, and the {@link io.opencoc.crash.Oracle} then reads everything back through
 * the API and compares. {@code bench/run crash}; needs Linux.
 */
package io.opencoc.crash;
