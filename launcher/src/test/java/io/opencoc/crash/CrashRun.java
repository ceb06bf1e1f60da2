package io.opencoc.crash;

import io.opencoc.bench.SmtpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Load, blows, and the oracle's word on what is left: once, on a new server. */
final class CrashRun {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final Plan plan;
    private final Consumer<String> out;
    private final Journal journal = new Journal();
    private final Map<String, Integer> mails = new ConcurrentHashMap<>();

    /** @param out gets a line for each thing that happens */
    CrashRun(Plan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
    }

    /**
     * What came of it.
     *
     * @param struck how often each kind was done
     * @param findings what is wrong; empty when all is well
     */
    record Result(Map<Blow, Integer> struck, List<String> findings) {
        int blows() {
            return struck.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    Result run() throws Exception {
        Files.createDirectories(plan.folder());
        Path log = plan.folder().resolve("server.log");
        Files.deleteIfExists(log);
        try (Disk disk = Disk.in(plan.folder(), plan.mount());
                SmtpSink sink = new SmtpSink(this::mailed)) {
            out.accept("seed " + plan.seed() + ", log in " + log
                    + (plan.kinds().contains(Blow.DISK) ? ", disk: " + disk.describe() : ""));
            Victim victim = new Victim(
                    disk.folder().resolve("data"),
                    log,
                    Map.of(
                            "COC_MAIL_HOST", "127.0.0.1",
                            "COC_MAIL_PORT", String.valueOf(sink.port()),
                            "COC_MAIL_SECURITY", "none",
                            "COC_MAIL_FROM", "OpenCOC <coc@example.org>"));
            Thread interrupted = new Thread(() -> clear(victim, disk));
            Runtime.getRuntime().addShutdownHook(interrupted);
            try (ResetProxy proxy = new ResetProxy(victim.address())) {
                victim.start();
                ready(victim);
                return run(victim, proxy, disk);
            } finally {
                Runtime.getRuntime().removeShutdownHook(interrupted);
                victim.clear();
            }
        }
    }

    private static void clear(Victim victim, Disk disk) {
        try {
            victim.clear();
            disk.close();
        } catch (Exception e) {
            System.err.println("not everything was cleared away: " + e);
        }
    }

    /** Counts it by its notification, which is its Message-ID without the domain; it is acknowledged a little later. */
    private void mailed(SmtpSink.Mail mail) {
        mails.merge(mail.id().replaceAll("^<|@.*$", ""), 1, Integer::sum);
        LockSupport.parkNanos(
                ThreadLocalRandom.current().nextLong(plan.slowestMail().toNanos()));
    }

    private Result run(Victim victim, ResetProxy proxy, Disk disk) throws Exception {
        String key = prepare(new Reader(victim.address()));
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < plan.senders(); i++) {
            senders.add(new Sender(i, proxy.address(), key, journal, plan.seed()));
        }
        Blows blows = new Blows(plan, victim, proxy, disk, journal, out);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            senders.forEach(threads::execute);
            blows.strike();
        } finally {
            senders.forEach(Sender::end);
            threads.shutdown();
            if (!threads.awaitTermination(plan.settle().toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(10, TimeUnit.SECONDS);
            }
        }
        List<String> findings = new ArrayList<>(settle(victim));
        findings.addAll(journal.findings());
        out.accept(journal.toString());
        return new Result(blows.struck(), findings);
    }

    /** Engineers, rules and an integration, whose key it gives. */
    private static String prepare(Reader reader) throws IOException, InterruptedException {
        for (Rule rule : Rule.values()) {
            if (rule != Rule.UNMATCHED) {
                String engineer = reader.post(
                                "/api/v1/engineers",
                                Map.of("name", rule.name(), "email", rule.name().toLowerCase() + "@example.org"))
                        .get("id")
                        .asString();
                reader.post("/api/v1/forwarding-rules", rule.input(engineer));
            }
        }
        return reader.post("/api/v1/integrations", Map.of("source", "prometheus", "name", "Crashes"))
                .get("key")
                .asString();
    }

    /** Asks until all is well or the time is over; then once more after an orderly stop and a start. */
    private List<String> settle(Victim victim) throws Exception {
        Oracle oracle = new Oracle(journal, mails);
        long begin = System.nanoTime();
        Oracle.Verdict verdict;
        Reader reader = new Reader(victim.address());
        do {
            verdict = quiet(reader) || over(begin) ? oracle.ask(reader) : null;
            if (verdict == null || !verdict.findings().isEmpty()) {
                Thread.sleep(500);
            }
        } while (verdict == null || (!verdict.findings().isEmpty() && !over(begin)));
        out.accept("after " + (System.nanoTime() - begin) / 1_000_000_000 + " s: " + verdict.counts());
        List<String> findings = new ArrayList<>(verdict.findings());
        int code = victim.stop();
        if (code != 0) {
            findings.add("the server did not stop well: " + code);
        }
        if (findings.isEmpty()) {
            victim.start();
            ready(victim);
            oracle.ask(new Reader(victim.address())).findings().forEach(f -> findings.add("after a restart: " + f));
        }
        return findings;
    }

    private boolean over(long begin) {
        return System.nanoTime() - begin > plan.settle().toNanos();
    }

    /** Whether nothing fires and no message waits; cheaper to ask than the oracle. */
    private static boolean quiet(Reader reader) throws IOException, InterruptedException {
        return reader.total("/api/v1/alarms?view=current") == 0
                && reader.total("/api/v1/notifications?state=waiting") == 0;
    }

    private static void ready(Victim victim) throws Exception {
        long begin = System.nanoTime();
        while (!victim.isReady()) {
            if (!victim.isAlive() || System.nanoTime() - begin > LONGEST_START.toNanos()) {
                throw new IllegalStateException("the server does not start");
            }
            Thread.sleep(20);
        }
    }
}
