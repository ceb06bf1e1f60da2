/**
 * Alarms from Grafana Alerting: the webhook contact point, version 1 of its body, with its optional signature. What is wrong with one
 * alert is told and leaves the others alone.
 */
@NullMarked
package io.opencoc.plugin.grafana;

import org.jspecify.annotations.NullMarked;
