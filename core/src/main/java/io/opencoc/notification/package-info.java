/**
 * Tells engineers what concerns them. {@link io.opencoc.notification.IncidentMessages} takes events of incidents from the outbox and writes one
 * {@link io.opencoc.notification.Notification delivery row} for each event, person and channel, in the person's language;
 * {@link io.opencoc.notification.Deliveries} leases the rows, hands them to their channels outside any transaction and records what came
 * of it. What failed for good is a dead letter that people can send again.
 *
 * <p>A message is sent at least once: when the server dies between a provider's acceptance and the record of it, the row is sent once more
 * when its lease of two minutes is over, under the same message id. {@link io.opencoc.notification.ChannelSettings} says with which settings:
 * the tenant's own, else the installation's. All texts are plain; escaping is the channel's.
 */
@NullMarked
package io.opencoc.notification;

import org.jspecify.annotations.NullMarked;
