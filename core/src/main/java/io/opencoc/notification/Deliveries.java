package io.opencoc.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opencoc.api.DeliveryException;
import io.opencoc.kernel.Ids;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.Loop;
import io.opencoc.kernel.json.Wire;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Sends what waits: leases due rows, hands them to their channels, a bounded number at once and of one tenant, and records the results in
 * batches. Woken by new rows; looks each second for those whose time has come. Several servers share the work. Safe for all threads.
 */
public final class Deliveries {
    /** How long a row is this server's; longer than any try takes. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration LONGEST_TRY = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final long DRAIN_MILLIS = 5_000;
    private static final int AT_ONCE = 48;
    // A tenant with this many under way is passed over, so that a provider that hangs does not stop the other tenants.
    private static final int ENOUGH_OF_ONE_TENANT = 16;
    private static final int LEASE_AT_MOST = 16;
    private static final int RECORD_AT_MOST = 100;

    private final Kernel kernel;
    private final Sender sender;
    private final DeliveryRepository repository = new DeliveryRepository();
    private final Loop leaser;
    private final Loop recorder;
    private final Timer delay;

    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<UUID, Integer> ofTenant = new ConcurrentHashMap<>();
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    // Touched by the recorder only.
    private final List<Result> batch = new ArrayList<>();
    private volatile boolean moreMayWait;

    Deliveries(Kernel kernel, Sender sender) {
        this.kernel = kernel;
        this.sender = sender;
        this.leaser = new Loop(kernel.vertx(), "delivery of notifications", IDLE, this::lease);
        this.recorder = new Loop(kernel.vertx(), "record of notifications", IDLE, this::record);
        MeterRegistry metrics = kernel.metrics();
        this.delay = Timer.builder("coc.notification.delay")
                .description("From the event's message to the provider's acceptance")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    /** Starts sending. */
    public void start() {
        recorder.start();
        leaser.start();
    }

    /** There are new rows. */
    void wake() {
        leaser.wake();
    }

    /** Leases no more, waits a few seconds for what is under way and records it. */
    public Future<Void> stop() {
        long until = System.nanoTime() + DRAIN_MILLIS * 1_000_000;
        return leaser.stop().compose(v -> drained(until)).compose(v -> recorder.stop());
    }

    private Future<Void> drained(long until) {
        if ((underWay.get() == 0 && results.isEmpty()) || System.nanoTime() > until) {
            return Future.succeededFuture();
        }
        return kernel.vertx().timer(20).mapEmpty().compose(v -> drained(until));
    }

    /** Leases some rows and starts sending them; true when there may be more. */
    Uni<Boolean> lease() {
        int room = AT_ONCE - underWay.get();
        List<UUID> busy = ofTenant.entrySet().stream()
                .filter(e -> e.getValue() >= ENOUGH_OF_ONE_TENANT)
                .map(Map.Entry::getKey)
                .toList();
        if (room <= 0) {
            moreMayWait = true;
            return Uni.createFrom().item(false);
        }
        Set<UUID> passedOver = new HashSet<>(busy);
        passedOver.addAll(kernel.disabledTenants().all());
        Instant now = kernel.clock().instant();
        return kernel.database()
                .withoutTenant(tx -> lease(tx, now, room, passedOver.toArray(UUID[]::new)))
                .map(leased -> {
                    moreMayWait = !busy.isEmpty();
                    leased.calls.forEach(this::send);
                    return leased.more;
                });
    }

    /** @param more whether there may be more */
    private record Due(Collection<Call> calls, boolean more) {}

    /** Channels with a limit first, but half of what is leased at once at most: neither kind waits for the other. */
    private Uni<Due> lease(Tx tx, Instant now, int room, UUID[] passedOver) {
        Map<String, Integer> limits = sender.limits();
        Instant until = now.plus(LEASE);
        int few = Math.min(room, LEASE_AT_MOST / 2);
        Uni<Collection<Call>> limited = limits.isEmpty()
                ? Uni.createFrom().item(List.of())
                : repository
                        .leaseLimited(tx, now, until, few, passedOver, limits)
                        .map(Call::of);
        return limited.chain(first -> {
            boolean more = first.size() == few;
            int n = Math.min(room - first.size(), LEASE_AT_MOST);
            if (n == 0) {
                return Uni.createFrom().item(new Due(first, more));
            }
            return repository
                    .lease(tx, now, until, n, passedOver, limits.keySet())
                    .map(rest -> {
                        List<Call> all = new ArrayList<>(first);
                        all.addAll(Call.of(rest));
                        return new Due(all, more || rest.size() == n);
                    });
        });
    }

    private void send(Call call) {
        underWay.incrementAndGet();
        ofTenant.merge(call.tenant(), 1, Integer::sum);
        Leased any = call.any();
        String address = any.address();
        Uni.createFrom()
                .deferred(() -> {
                    if (address == null) {
                        throw DeliveryException.permanent("There is no address.");
                    }
                    return sender.send(
                            call.tenant(),
                            any.channel(),
                            any.own(),
                            call.message(kernel.publicUrl()),
                            call.recipient(address),
                            LONGEST_TRY);
                })
                .subscribe()
                .with(
                        receipt -> done(call, d -> Result.sent(newId(), d, receipt, call.digestOf())),
                        failure -> failed(call, failure));
    }

    private void failed(Call call, Throwable failure) {
        Instant now = kernel.clock().instant();
        // What went together is tried again together: all get the same pause.
        double random = ThreadLocalRandom.current().nextDouble();
        done(call, d -> Result.failed(newId(), d, failure, now, call.tries(), random, call.digestOf()));
    }

    private UUID newId() {
        return Ids.at(kernel.clock().instant());
    }

    private void done(Call call, Function<Leased, Result> result) {
        List<Result> all = call.deliveries().stream().map(result).toList();
        results.addAll(all);
        underWay.decrementAndGet();
        ofTenant.computeIfPresent(call.tenant(), (t, n) -> n == 1 ? null : n - 1);
        recorder.wake();
        if (moreMayWait) {
            leaser.wake();
        }
        all.forEach(this::count);
    }

    private void count(Result result) {
        kernel.metrics()
                .counter(
                        "coc.notifications", "channel", result.delivery().channel(), "state", Wire.name(result.state()))
                .increment();
        if (result.state() == NotificationState.SENT) {
            delay.record(Duration.between(
                    result.delivery().createdAt(), kernel.clock().instant()));
        }
    }

    /** Records some results; true when there are more. What could not be recorded is kept for the next time. */
    Uni<Boolean> record() {
        Result next;
        while (batch.size() < RECORD_AT_MOST && (next = results.poll()) != null) {
            batch.add(next);
        }
        if (batch.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return kernel.database()
                .withoutTenant(tx -> repository.record(tx, kernel.clock().instant(), batch))
                .map(v -> {
                    batch.forEach(r -> kernel.bus()
                            .changed(
                                    r.delivery().tenant(),
                                    NotificationService.TOPIC,
                                    r.delivery().id(),
                                    r.delivery().project()));
                    batch.clear();
                    return !results.isEmpty();
                });
    }
}
