package io.opencoc.kernel;

import io.micrometer.core.instrument.MeterRegistry;
import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.outbox.Outbox;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.timer.Timers;
import io.opencoc.kernel.trace.Attempts;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What every feature is built with.
 *
 * @param publicUrl the server's own address for people, without a slash at the end; null when it is not configured
 */
public record Kernel(
        Vertx vertx,
        Database database,
        Outbox outbox,
        LiveBus bus,
        Timers timers,
        Secrets secrets,
        Clock clock,
        MeterRegistry metrics,
        Api api,
        Attempts attempts,
        DisabledTenants disabledTenants,
        @Nullable String publicUrl) {}
