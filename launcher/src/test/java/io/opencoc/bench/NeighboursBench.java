package io.opencoc.bench;

import io.opencoc.launcher.SourceJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A good source alone, and beside a stranger's that sleeps, throws, allocates or spins: short turns of both on one server, many of them, so that the
 * ratio says what the stranger costs and not what else the machine did meanwhile. Each turn has a stranger of its own, that has not been
 * switched off yet; one that spins does so until its turn is over.
 */
final class NeighboursBench {
    private static final Map<String, String> STRANGERS = new LinkedHashMap<>();

    static {
        STRANGERS.put("sleeps", "Thread.sleep(10_000);");
        STRANGERS.put("throws", "if (body.length() >= 0) throw new IllegalStateException(\"always\");");
        STRANGERS.put(
                "allocates",
                "byte[][] all = new byte[100][]; for (int i = 0; i < 100; i++) { all[i] = new byte[1 << 20]; } body += all.length;");
        STRANGERS.put(
                "spins",
                "java.io.File over = new java.io.File(\"OVER\"); for (long n = 1; n % (1 << 24) != 0 || !over.exists(); n++) { Thread.onSpinWait(); }");
    }

    private NeighboursBench() {}

    static void run(Options options) throws Exception {
        int rounds = options.number("rounds", 15);
        for (String stranger :
                options.text("strangers", String.join(",", STRANGERS.keySet())).split(",")) {
            Path data = options.folder().resolve("neighbours");
            Server.delete(data);
            for (int round = 0; round < rounds; round++) {
                String name = stranger + round;
                String code =
                        STRANGERS.get(stranger).replace("OVER", over(data, name).toString());
                new SourceJar(name, "1.0.0", code).into(data.resolve("plugins"), name + ".jar");
            }
            try (Server server = Server.start(data, Map.of())) {
                System.out.println(measure(server, data, stranger, rounds, options));
            }
            Server.delete(data);
        }
    }

    /** The file whose coming ends what spins. */
    private static Path over(Path data, String name) {
        return data.resolve("over-" + name);
    }

    private static Turns measure(Server server, Path data, String stranger, int rounds, Options options)
            throws Exception {
        int seconds = options.number("seconds", 4);
        Api api = new Api(server);
        Load load = new Load(
                server,
                api.integration("good"),
                options.number("connections", 32),
                options.number("batch", 2),
                options.number("rate", 1_000),
                10_000);
        load.run(options.number("warm-up", 15));
        Turns turns = new Turns(stranger);
        for (int round = 0; round < rounds; round++) {
            String name = stranger + round;
            String hostile = api.integration(name, name);
            // in turns each goes first: what the machine does besides then favours neither
            Load.Result before = round % 2 == 0 ? load.run(seconds) : null;
            Load.Result beside;
            try (Stranger traffic = new Stranger(server, hostile, options.number("stranger-rate", 20))) {
                beside = load.run(seconds);
                Files.createFile(over(data, name));
            }
            turns.add(before == null ? load.run(seconds) : before, beside);
        }
        return turns;
    }

    /** Requests to the stranger, a number a second, on a few connections that wait for their answers. */
    private static final class Stranger implements AutoCloseable {
        private static final int CONNECTIONS = 8;
        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Thread> threads = new ArrayList<>();

        Stranger(Server server, String key, int rate) {
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.add(Thread.ofPlatform().daemon().start(() -> send(server, key, rate)));
            }
        }

        private void send(Server server, String key, int rate) {
            try (Hook hook = Hook.alerts(server.address(), key)) {
                while (!over.get()) {
                    hook.send("stranger".getBytes(StandardCharsets.UTF_8));
                    Thread.sleep(1000L * CONNECTIONS / rate);
                }
            } catch (IOException | InterruptedException e) {
                // its turn is over, or the server has had enough of it
            }
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
