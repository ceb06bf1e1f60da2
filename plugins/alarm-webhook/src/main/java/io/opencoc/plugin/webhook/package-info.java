/**
 * Alarms from whatever can post JSON: any JSON by a mapping that the user gives, CloudEvents 1.0, and PagerDuty's Events API v2.
 *
 * <p>A mapping says for each field of an alarm where its value stands in the JSON ({@link io.opencoc.plugin.webhook.Expression}). It is read once for
 * the same settings ({@link io.opencoc.plugin.webhook.MappingCache}); for a request only the JSON is read, into a small tree
 * ({@link io.opencoc.plugin.webhook.Node}). What is wrong with one alarm is told and leaves the others alone.
 */
@NullMarked
package io.opencoc.plugin.webhook;

import org.jspecify.annotations.NullMarked;
