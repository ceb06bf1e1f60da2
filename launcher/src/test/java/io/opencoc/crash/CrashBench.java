package io.opencoc.crash;

import io.opencoc.bench.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code bench/run crash}: one run after the other, each on a new server, until the time is over or one finds something. */
public final class CrashBench {
    private static final int ROUND_MINUTES = 4;

    private CrashBench() {}

    /** Runs; fails when something was found, and leaves the folder as it was then. */
    public static void run(Options options) throws Exception {
        long end = System.nanoTime()
                + Duration.ofMinutes(options.number("minutes", 10)).toNanos();
        long seed = Long.parseLong(options.text("seed", String.valueOf(System.nanoTime() % 1_000_000)));
        String all = Arrays.stream(Blow.values()).map(Blow::id).collect(Collectors.joining(","));
        List<Blow> kinds = Blow.parse(options.text("kinds", all));
        Path folder = options.folder().resolve("crash");
        Map<Blow, Integer> struck = new EnumMap<>(Blow.class);
        int rounds = 0;
        while (rounds == 0 || System.nanoTime() < end) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            Duration most = Duration.ofMinutes(ROUND_MINUTES);
            delete(folder);
            Plan plan = new Plan(
                    seed + rounds++,
                    left.compareTo(most) < 0 ? left : most,
                    kinds,
                    1,
                    Duration.ofSeconds(options.number("pause", 4)),
                    Duration.ofSeconds(options.number("longest-stop", 25)),
                    Duration.ofMinutes(4),
                    Duration.ofMillis(options.number("slowest-mail", 200)),
                    options.number("senders", 8),
                    !options.text("mount", "yes").equals("no"),
                    folder);
            CrashRun.Result result = new CrashRun(plan, System.out::println).run();
            result.struck().forEach((blow, n) -> struck.merge(blow, n, Integer::sum));
            if (!result.findings().isEmpty()) {
                result.findings().forEach(System.out::println);
                throw new IllegalStateException(
                        "round " + rounds + " found " + result.findings().size() + " things; its log is in " + folder);
            }
        }
        System.out.println("rounds " + rounds + ", blows " + total(struck) + " " + names(struck)
                + ": nothing lost, nothing doubled");
        delete(folder);
    }

    private static int total(Map<Blow, Integer> struck) {
        return struck.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<String> names(Map<Blow, Integer> struck) {
        List<String> names = new ArrayList<>();
        struck.forEach((blow, n) -> names.add(blow.id() + " " + n));
        return names;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
