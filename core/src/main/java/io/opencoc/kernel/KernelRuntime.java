package io.opencoc.kernel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.outbox.Outbox;
import io.opencoc.kernel.outbox.Relay;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.Connections;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.timer.Timers;
import io.opencoc.kernel.trace.Attempts;
import io.opencoc.kernel.trace.TraceRows;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The kernel while it runs: made on a migrated database, handed to the features, started once they have subscribed, stopped after the
 * listener.
 */
public final class KernelRuntime {
    private static final int RELAYS = 4;

    private final Kernel kernel;
    private final Pool pool;
    private final Relay relay;

    /**
     * Makes the kernel; nothing runs yet.
     *
     * @param connections to the migrated database
     * @param poolSize most connections of the app role
     */
    public KernelRuntime(
            Vertx vertx,
            Connections connections,
            int poolSize,
            Secrets secrets,
            Clock given,
            MeterRegistry metrics,
            @Nullable String publicUrl) {
        // PostgreSQL keeps microseconds: a time is the same before and after it was stored.
        Clock clock = Clock.tick(given, Duration.ofNanos(1_000));
        LiveBus bus = new LiveBus(vertx);
        Outbox outbox = new Outbox(clock, bus);
        this.pool = connections.appPool(vertx, poolSize);
        Database database = new Database(pool, outbox);
        Timers timers = new Timers(vertx, database, clock);
        this.relay = new Relay(vertx, database, outbox, clock, RELAYS);
        startEventLoops(vertx);
        this.kernel = new Kernel(
                vertx,
                database,
                outbox,
                bus,
                timers,
                secrets,
                clock,
                metrics,
                new Api(Contract.load()),
                new Attempts(database, new TraceRows(clock), clock),
                new DisabledTenants(vertx, database),
                publicUrl);
        Gauge.builder("coc.outbox.waiting", relay, Relay::waiting)
                .description("Events that subscribers have not taken yet")
                .register(metrics);
        Gauge.builder("coc.outbox.dead", relay, Relay::dead)
                .description("Events that finally failed")
                .register(metrics);
    }

    /** A thread is as nice as the one that starts it: no event loop must begin with the first call by a plug-in's thread. */
    private static void startEventLoops(Vertx vertx) {
        ((VertxInternal) vertx).nettyEventLoopGroup().forEach(loop -> loop.execute(() -> {}));
    }

    public Kernel kernel() {
        return kernel;
    }

    /** Starts relay and timers; everything has subscribed by now. Done when it is known which tenants are shut out. */
    public Future<Void> start() {
        relay.start();
        kernel.timers().start();
        return kernel.disabledTenants().start();
    }

    /** Whether the database answers. */
    public Future<Boolean> databaseAnswers() {
        return pool.query("SELECT 1").execute().map(true).otherwise(false);
    }

    /** Whether events reach their subscribers. */
    public boolean relays() {
        return !relay.isFailing();
    }

    /** Stops relay and timers and closes the connections. */
    public Future<Void> stop() {
        return Future.join(
                        relay.stop(),
                        kernel.timers().stop(),
                        kernel.disabledTenants().stop())
                .transform(done -> pool.close());
    }
}
