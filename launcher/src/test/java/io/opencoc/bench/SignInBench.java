package io.opencoc.bench;

import io.opencoc.kernel.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * How much wrong sign-ins slow the others down: the overview is asked for at a steady pace, in turns without and with a flood of wrong sign-ins, from one
 * address and then from a new address and about a new user each time.
 */
final class SignInBench {
    private static final int MOST_UNDER_WAY = 500;

    private SignInBench() {}

    static void run(Options options) throws Exception {
        int seconds = options.number("seconds", 2);
        int rate = options.number("rate", 1_000);
        int rounds = options.number("rounds", 15);
        try (Server server =
                Server.fresh(options.folder().resolve("sign-in"), Map.of("COC_HTTP_TRUSTED_PROXIES", "127.0.0.1"))) {
            Api api = new Api(server);
            measure(api, seconds);
            for (boolean spread : new boolean[] {false, true}) {
                Latencies calm = new Latencies();
                Latencies flooded = new Latencies();
                Flood last = null;
                for (int round = 0; round < rounds; round++) {
                    calm.addAll(measure(api, seconds));
                    try (Flood flood = new Flood(server, rate, spread, round)) {
                        flooded.addAll(measure(api, seconds));
                        last = flood;
                    }
                    System.out.println("  " + last);
                }
                System.out.printf("wrong sign-ins from %s%n", spread ? "everywhere, about everybody" : "one address");
                System.out.println("  without " + calm);
                System.out.println("  with    " + flooded);
                System.out.printf(
                        "  ratio: p50 %.2f, p99 %.2f%n",
                        flooded.percentile(50) / calm.percentile(50), flooded.percentile(99) / calm.percentile(99));
            }
        }
        Server.delete(options.folder().resolve("sign-in"));
    }

    private static Latencies measure(Api api, int seconds) throws Exception {
        Latencies times = new Latencies();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            api.get("/api/v1/overview");
            times.add(System.nanoTime() - start);
            LockSupport.parkNanos(10_000_000);
        }
        return times;
    }

    /** Wrong sign-ins at a rate, until it is closed. */
    private static final class Flood implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final LongAdder wrong = new LongAdder();
        private final LongAdder throttled = new LongAdder();
        private final LongAdder others = new LongAdder();
        private final LongAdder late = new LongAdder();
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
        private final Thread thread;
        private final long begin = System.nanoTime();
        private volatile double seconds;

        Flood(Server server, int rate, boolean spread, int round) {
            thread = Thread.ofPlatform().start(() -> {
                for (long n = 0; !ended.get(); n++) {
                    long due = begin + n * 1_000_000_000L / rate;
                    LockSupport.parkNanos(due - System.nanoTime());
                    if (room.tryAcquire()) {
                        send(server, spread ? round * 1_000_000L + n : 0, spread);
                    } else {
                        late.increment();
                    }
                }
            });
        }

        private void send(Server server, long n, boolean spread) {
            String address = "10." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255);
            HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/api/v1/sessions"))
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-For", address)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            Json.write(Map.of("user", spread ? "user" + n : "admin", "password", "a guess"))))
                    .build();
            http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((r, failure) -> {
                room.release();
                (r == null ? others : r.statusCode() == 401 ? wrong : r.statusCode() == 429 ? throttled : others)
                        .increment();
            });
        }

        @Override
        public void close() throws InterruptedException {
            ended.set(true);
            thread.join();
            seconds = (System.nanoTime() - begin) / 1e9;
            http.shutdownNow();
        }

        @Override
        public String toString() {
            double all = wrong.sum() + throttled.sum() + others.sum();
            return "%.0f wrong sign-ins/s: %d looked at, %d told to wait, %d others, %d not sent for want of answers"
                    .formatted(all / seconds, wrong.sum(), throttled.sum(), others.sum(), late.sum());
        }
    }
}
