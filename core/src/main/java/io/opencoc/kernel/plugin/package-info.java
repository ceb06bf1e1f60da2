/**
 * Loads plug-ins and calls them at arm's length.
 *
 * <p>{@link PluginHost} finds the jars (bundled ones inside the executable, others in the plugins folder), PF4J loads each behind a
 * class loader that shows it the API and the JDK only, and its entry class says what it brings. From there on the server calls
 * {@link AlarmSourceRuntime} and {@link NotificationChannelRuntime}: they bound time and number of calls, check what comes back,
 * count, keep the last errors and switch off for a minute what keeps failing.
 *
 * <p>This keeps accidents apart, not attacks: inside one JVM neither memory nor processor can be partitioned.
 */
@NullMarked
package io.opencoc.kernel.plugin;

import org.jspecify.annotations.NullMarked;
