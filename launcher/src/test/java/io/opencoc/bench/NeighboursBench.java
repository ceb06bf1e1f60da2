package io.opencoc.bench;

import io.opencoc.launcher.SourceJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A good source alone, and beside a stranger's that sleeps, throws, allocates or spins: rounds of both by turns on one server, so that the ratio
 * says what the stranger costs. A spinning thread cannot be ended: that one comes last.
 */
final class NeighboursBench {
    private static final Map<String, String> STRANGERS = new LinkedHashMap<>();

    static {
        STRANGERS.put("sleeps", "Thread.sleep(10_000);");
        STRANGERS.put("throws", "if (body.length() >= 0) throw new IllegalStateException(\"always\");");
        STRANGERS.put(
                "allocates",
                "byte[][] all = new byte[100][]; for (int i = 0; i < 100; i++) { all[i] = new byte[1 << 20]; } body += all.length;");
        STRANGERS.put("spins", "while (body.length() >= 0) { Thread.onSpinWait(); }");
    }

    private NeighboursBench() {}

    static void run(Options options) throws Exception {
        int seconds = options.number("seconds", 10);
        int rounds = options.number("rounds", 3);
        int rate = options.number("rate", 2_000);
        Path data = options.folder().resolve("neighbours");
        Server.delete(data);
        for (Map.Entry<String, String> stranger : STRANGERS.entrySet()) {
            new SourceJar(stranger.getKey(), "1.0.0", stranger.getValue())
                    .into(data.resolve("plugins"), stranger.getKey() + ".jar");
        }
        try (Server server = Server.start(data, Map.of())) {
            Api api = new Api(server);
            String key = api.integration("good");
            Load load = new Load(server, key, options.number("connections", 32), 10, rate, 10_000);
            load.run(options.number("warm-up", 15));
            for (String stranger :
                    STRANGERS.keySet().stream().skip(options.number("skip", 0)).toList()) {
                String hostile = api.integration(stranger, stranger);
                Load.Result alone = new Load.Result();
                Load.Result beside = new Load.Result();
                for (int round = 0; round < rounds; round++) {
                    alone.add(load.run(seconds));
                    try (Stranger traffic = new Stranger(server, hostile, options.number("stranger-rate", 20))) {
                        beside.add(load.run(seconds));
                        System.out.printf("  %s: the stranger answered %s%n", stranger, traffic.answers());
                    }
                }
                System.out.printf("%-9s alone:  %s%n", stranger, alone);
                System.out.printf("%-9s beside: %s%n", stranger, beside);
                System.out.printf(
                        Locale.ROOT,
                        "%-9s ratio: rate %.3f, p50 %.3f, p99 %.3f%n",
                        stranger,
                        beside.acknowledged / beside.seconds / (alone.acknowledged / alone.seconds),
                        beside.latencies.percentile(50) / alone.latencies.percentile(50),
                        beside.latencies.percentile(99) / alone.latencies.percentile(99));
            }
        }
        Server.delete(data);
    }

    /** Requests to the stranger, a number a second, on a few connections that wait for their answers. */
    private static final class Stranger implements AutoCloseable {
        private static final int CONNECTIONS = 8;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong good = new AtomicLong();
        private final AtomicLong bad = new AtomicLong();
        private final List<Thread> threads = new ArrayList<>();

        Stranger(Server server, String key, int rate) {
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.add(Thread.ofPlatform().daemon().start(() -> send(server, key, rate)));
            }
        }

        private void send(Server server, String key, int rate) {
            try (Hook hook = Hook.alerts(server.address(), key)) {
                while (!over.get()) {
                    int status = hook.send("stranger".getBytes(StandardCharsets.UTF_8));
                    (status / 100 == 2 ? good : bad).incrementAndGet();
                    Thread.sleep(1000L * CONNECTIONS / rate);
                }
            } catch (IOException | InterruptedException e) {
                bad.incrementAndGet();
            }
        }

        String answers() {
            return good.get() + " times with 2xx, " + bad.get() + " times otherwise";
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            for (Thread thread : threads) {
                thread.join(5_000);
            }
        }
    }
}
