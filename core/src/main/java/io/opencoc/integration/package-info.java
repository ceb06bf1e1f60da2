/**
 * The monitoring systems that send alarms. Each integration has a key of its own, which is its address: {@code /hooks/<key>}. Routes →
 * {@link io.opencoc.integration.IntegrationService} → {@link io.opencoc.integration.IntegrationRepository}.
 *
 * <p>The hot way of an alarm asks {@link io.opencoc.integration.IntegrationKeys} whose key it is, and tells {@link
 * io.opencoc.integration.IntegrationTraffic} and {@link io.opencoc.integration.RejectedPayloads} what came of it: all three answer from memory
 * and write behind it. A test alarm goes the same way as a real one, through {@link io.opencoc.integration.HookEntry}.
 *
 * <p>An integration is enabled or disabled until it is cancelled; a cancelled one stays in the database, for its alarms, and is not seen again.
 */
@NullMarked
package io.opencoc.integration;

import org.jspecify.annotations.NullMarked;
