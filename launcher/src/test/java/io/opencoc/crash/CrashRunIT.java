package io.opencoc.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A minute of load under blows of every kind. {@code bench/run crash} runs it for as long as one likes. */
class CrashRunIT {
    private static final int LEAST_OF_EACH = 2;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void nothingIsLostAndNothingIsDoubled() throws Exception {
        Plan plan = new Plan(
                System.nanoTime() % 1_000_000,
                Duration.ofSeconds(60),
                List.of(Blow.values()),
                LEAST_OF_EACH,
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofMinutes(4),
                Duration.ofMillis(20),
                6,
                true,
                folder);
        CrashRun.Result result = new CrashRun(plan, System.out::println).run();
        assertEquals(List.of(), result.findings(), "seed " + plan.seed());
        Arrays.stream(Blow.values())
                .forEach(blow -> assertTrue(
                        result.struck().getOrDefault(blow, 0) >= LEAST_OF_EACH, blow.id() + " " + result.struck()));
    }
}
