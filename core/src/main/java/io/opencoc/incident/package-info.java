/**
 * Incidents: what people have to handle. They are created by hand, or opened by a forwarding rule from alarms, and go through
 * {@link io.opencoc.incident.IncidentLifecycle the states of the lifecycle} until they are completed or closed; every step leaves an entry
 * in the history and an {@link io.opencoc.incident.IncidentEvent event} in the outbox, in the same transaction.
 *
 * <p>{@link io.opencoc.incident.IncidentService} creates and reads, {@link io.opencoc.incident.IncidentSteps} takes the steps of people, each
 * under the incident's row lock, {@link io.opencoc.incident.AlarmIncidents} opens, attaches and notes recoveries for the router, in the
 * router's transactions and in batches. Other features ask the service, within their own transaction.
 */
@NullMarked
package io.opencoc.incident;

import org.jspecify.annotations.NullMarked;
