package io.opencoc.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Strikes at random moments, and brings back what a supervisor would: the server's process. For one thread. */
final class Blows {
    private static final Duration COMES_BACK = Duration.ofSeconds(120);
    // The server gives up a silent PostgreSQL after 15 s.
    private static final long REFUSES_BY_MILLIS = 20_000;
    private static final int LONGEST_WITHHELD_MILLIS = 300;

    private final Plan plan;
    private final Victim victim;
    private final ResetProxy proxy;
    private final Disk disk;
    private final Journal journal;
    private final Consumer<String> out;
    private final Random random;
    private final List<Blow> bag = new ArrayList<>();
    private final Map<Blow, Integer> struck = new EnumMap<>(Blow.class);
    private final long begin = System.nanoTime();

    Blows(Plan plan, Victim victim, ResetProxy proxy, Disk disk, Journal journal, Consumer<String> out) {
        this.plan = plan;
        this.victim = victim;
        this.proxy = proxy;
        this.disk = disk;
        this.journal = journal;
        this.out = out;
        this.random = new Random(plan.seed());
    }

    /** How often each was done. */
    Map<Blow, Integer> struck() {
        return struck;
    }

    /** Goes on for the planned time, and until each kind has come often enough; returns when the server works again. */
    void strike() throws Exception {
        long end = System.nanoTime() + plan.length().toNanos();
        while (System.nanoTime() < end || !bag.isEmpty() || !eachCameOftenEnough()) {
            Thread.sleep(random.nextLong(plan.longestPause().toMillis()));
            if (bag.isEmpty()) {
                bag.addAll(plan.kinds());
                Collections.shuffle(bag, random);
            }
            Blow blow = bag.removeLast();
            String what = strike(blow);
            long from = System.nanoTime();
            boolean back = comesBack();
            out.accept(String.format(
                    Locale.ROOT,
                    "%7.1f s  %-8s %s, %s %.1f s",
                    (from - begin) / 1e9,
                    blow.id(),
                    what,
                    back ? "alarms taken again after" : "NO ALARM TAKEN WITHIN",
                    (System.nanoTime() - from) / 1e9));
            if (!back) {
                throw new IllegalStateException(
                        "after " + what + " no alarm was taken within " + COMES_BACK.toSeconds() + " s");
            }
        }
    }

    private boolean eachCameOftenEnough() {
        return plan.kinds().stream().allMatch(blow -> struck.getOrDefault(blow, 0) >= plan.leastOfEach());
    }

    private String strike(Blow blow) throws Exception {
        struck.merge(blow, 1, Integer::sum);
        return switch (blow) {
            case SERVER -> kill(blow, false);
            case BOTH -> kill(blow, true);
            case POSTGRES -> killPostgres();
            case STOP -> stop();
            case DISK -> fill();
            case RESET -> {
                long withheld = random.nextLong(LONGEST_WITHHELD_MILLIS);
                proxy.reset(withheld);
                yield "connections reset, answers withheld for " + withheld + " ms";
            }
        };
    }

    /** Sometimes again while it starts. */
    private String kill(Blow blow, boolean both) throws Exception {
        int times = 1;
        killOnce(both);
        while (random.nextInt(4) == 0) {
            Thread.sleep(random.nextLong(2_500));
            killOnce(both);
            struck.merge(blow, 1, Integer::sum);
            times++;
        }
        return "killed" + (times == 1 ? "" : ", " + (times - 1) + " times more while it started");
    }

    private void killOnce(boolean both) throws IOException, InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(List.of(victim.server()));
        if (both) {
            victim.postgres().stream().limit(1).forEach(all::add);
        }
        Victim.signal("KILL", all);
        victim.buried();
        victim.start();
    }

    private String killPostgres() throws IOException, InterruptedException {
        List<ProcessHandle> all = victim.postgres();
        if (all.isEmpty()) {
            return "found no PostgreSQL to kill";
        }
        boolean child = random.nextInt(3) == 0;
        ProcessHandle one = child ? all.get(random.nextInt(all.size())) : all.getFirst();
        Victim.signal("KILL", List.of(one));
        return (one == all.getFirst() ? "postmaster" : "a process of PostgreSQL") + " killed";
    }

    private String stop() throws IOException, InterruptedException {
        boolean server = random.nextBoolean();
        long millis = random.nextLong(500, plan.longestStop().toMillis());
        List<ProcessHandle> stopped = server ? List.of(victim.server()) : victim.postgres();
        int before = journal.count(503);
        Victim.signal("STOP", stopped);
        try {
            Thread.sleep(millis);
        } finally {
            Victim.signal("CONT", stopped);
        }
        int refused = journal.count(503) - before;
        if (!server && millis > REFUSES_BY_MILLIS && refused == 0) {
            journal.finding("PostgreSQL was stopped for " + millis + " ms, and no request was refused");
        }
        return (server ? "server" : "PostgreSQL") + " stopped for " + millis + " ms, " + refused
                + " requests refused meanwhile";
    }

    private String fill() throws Exception {
        long millis = random.nextLong(1_000, Math.max(2_000, plan.longestStop().toMillis()));
        int before = journal.count(503);
        disk.fill(victim);
        try {
            Thread.sleep(millis);
        } finally {
            disk.free(victim);
        }
        return "disk full for " + millis + " ms, " + (journal.count(503) - before) + " requests refused meanwhile";
    }

    /** Whether the server takes alarms again; starts it again when it ended. */
    boolean comesBack() throws IOException, InterruptedException {
        long before = journal.acknowledged();
        long end = System.nanoTime() + COMES_BACK.toNanos();
        while (System.nanoTime() < end) {
            if (!victim.isAlive()) {
                journal.finding("the server ended by itself, or did not start");
                victim.start();
            }
            if (journal.acknowledged() > before + plan.senders() && victim.isReady()) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }
}
