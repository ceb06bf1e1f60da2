/**
 * A monitoring system for newcomers, who have none connected yet: with {@code --demo} alone it makes an engineer, an integration and a rule by
 * the API, as a person would, and then fires and clears alarms by the hook, as a stranger's Prometheus would.
 */
@NullMarked
package io.opencoc.launcher.demo;

import org.jspecify.annotations.NullMarked;
