package io.opencoc.audit;

import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Removes the oldest sealed lines when their time is over, some thousands in a transaction; each leaves a line of its own and an anchor, from which
 * the chain can be verified. Lines that are sealed after newer ones wait for these.
 */
final class Retention {
    static final Caller.TraceName TRACE = new Caller.TraceName("expireTraces", "Trace");
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int MOST = 5_000;

    private final Kernel kernel;
    private final Sealer sealer;
    private final Duration kept;
    private final SealRows rows = new SealRows();
    private final Loop loop;

    Retention(Kernel kernel, Sealer sealer, Duration kept) {
        this.kernel = kernel;
        this.sealer = sealer;
        this.kept = kept;
        this.loop = new Loop(kernel.vertx(), "retention of the trail", PAUSE, this::once);
    }

    void start() {
        loop.start();
    }

    Future<Void> stop() {
        return loop.stop();
    }

    /** Removes some lines of one tenant; true when there may be more. */
    Uni<Boolean> once() {
        Instant now = kernel.clock().instant();
        Instant older = now.minus(kept);
        return kernel.database()
                .withoutTenant(tx -> rows.expired(tx, older, MOST))
                .chain(last -> last == null
                        ? Uni.createFrom().item(false)
                        : sealer.key()
                                .chain(key -> remove(key, last, older, now))
                                .replaceWith(true));
    }

    private Uni<Void> remove(TrailKey key, SealRows.Expired last, Instant older, Instant now) {
        Actor system = Actor.system(last.tenant()).calling(Caller.system(TRACE));
        return kernel.database().in(system, tx -> rows.expire(tx, key, last, older, now)
                .invoke(n -> {
                    if (n > 0) {
                        tx.trace(
                                new Trace.Thing(null, null, null),
                                null,
                                Map.of("lines", n, "upTo", last.number(), "olderThan", older));
                    }
                })
                .replaceWithVoid());
    }
}
