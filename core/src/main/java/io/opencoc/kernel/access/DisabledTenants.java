package io.opencoc.kernel.access;

import io.opencoc.kernel.Loop;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The tenants that are shut out: whatever is done for a tenant asks here first. A change counts at once on the node that made it, within a
 * second on others; while the database is away, what was known last counts. Asking does not block; safe for all threads.
 */
public final class DisabledTenants {
    private static final String CHANGES = "coc.tenant.disabled";
    private static final Duration AGE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Database database;
    private final Loop loop;
    private final AtomicLong changes = new AtomicLong();
    private final MessageConsumer<String> consumer;
    private volatile @Nullable Set<UUID> known;

    public DisabledTenants(Vertx vertx, Database database) {
        this.vertx = vertx;
        this.database = database;
        this.loop = new Loop(vertx, "look at disabled tenants", AGE, this::look);
        this.consumer = vertx.eventBus().consumer(CHANGES, message -> {
            changes.incrementAndGet();
            loop.wake();
        });
    }

    /**
     * Whether this tenant is shut out.
     *
     * @throws Problem 503 when nobody knows yet, which is at the start alone
     */
    public boolean has(UUID tenant) {
        return all().contains(tenant);
    }

    /** All of them; as {@link #has}. */
    public Set<UUID> all() {
        Set<UUID> now = known;
        if (now == null) {
            throw Problem.unavailable("The server is starting.", Duration.ofSeconds(1));
        }
        return now;
    }

    /** Says, after its commit, that a tenant was disabled or enabled. */
    public void changed(UUID tenant, boolean disabled) {
        synchronized (this) {
            changes.incrementAndGet();
            Set<UUID> next = new HashSet<>(all());
            if (disabled) {
                next.add(tenant);
            } else {
                next.remove(tenant);
            }
            known = Set.copyOf(next);
        }
        vertx.eventBus().publish(CHANGES, tenant.toString());
    }

    /** Looks for the first time, and from then on each second. */
    public Future<Void> start() {
        return Reactive.future(look()).<Void>mapEmpty().onSuccess(v -> loop.start());
    }

    private Uni<Boolean> look() {
        long before = changes.get();
        return database.withoutTenant(
                        tx -> tx.list("SELECT id FROM kernel.disabled_tenants() AS d (id)", r -> r.getUUID("id")))
                .map(ids -> {
                    synchronized (this) {
                        // What was read before a change says nothing about it.
                        boolean changedMeanwhile = changes.get() != before;
                        if (!changedMeanwhile || known == null) {
                            known = Set.copyOf(ids);
                        }
                        return changedMeanwhile;
                    }
                });
    }

    /** Ends looking. */
    public Future<Void> stop() {
        consumer.unregister();
        return loop.stop();
    }
}
