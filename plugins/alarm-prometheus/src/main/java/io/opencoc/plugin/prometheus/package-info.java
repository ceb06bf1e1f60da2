/**
 * Alarms from Prometheus and Alertmanager: Alertmanager's webhook (version 4), and its API v2, so that a Prometheus server posts to
 * OpenCOC as if it were its Alertmanager. A request is read as a stream, alert by alert; what is wrong with one alert is told and
 * leaves the others alone.
 */
@NullMarked
package io.opencoc.plugin.prometheus;

import org.jspecify.annotations.NullMarked;
