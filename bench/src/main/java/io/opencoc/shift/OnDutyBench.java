package io.opencoc.shift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Who is on duty: 1,000 schedules in memory, each with a year of three shifts a day in one of three time zones, at random instants of the year. In
 * {@code one} of one random schedule; in {@code prepare} the schedule of one scenario for two days is made ready from its rows and asked once, as a
 * feature does that asks within a transaction. In the calculator's package, for its input is nobody else's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OnDutyBench {
    private static final int SCHEDULES = 1_000;
    private static final int QUESTIONS = 1 << 14;
    private static final LocalDate FIRST = LocalDate.of(2028, 1, 1);
    private static final int[] STARTS = {0, 8 * 60, 16 * 60};
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe");

    private final UUID[] scenarios = new UUID[QUESTIONS];
    private final Instant[] instants = new Instant[QUESTIONS];
    private final UUID role = new UUID(7, 7);
    private OnDuty onDuty = OnDuty.of(List.of());
    private Schedule small = new Schedule(role, ZoneOffset.UTC, List.of(), List.of(), List.of());
    private int next;

    @Setup
    public void plan() {
        Random random = new Random(1);
        List<Schedule> all = new ArrayList<>();
        for (int i = 0; i < SCHEDULES; i++) {
            ZoneId zone = ZoneId.of(ZONES.get(i % ZONES.size()));
            all.add(new Schedule(new UUID(1, i), zone, slots(366, random), List.of(), List.of()));
        }
        onDuty = OnDuty.of(all);
        small = new Schedule(new UUID(1, 0), ZoneId.of(ZONES.getFirst()), slots(3, random), List.of(), List.of());
        Instant from = FIRST.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int i = 0; i < QUESTIONS; i++) {
            scenarios[i] = new UUID(1, random.nextInt(SCHEDULES));
            instants[i] = from.plusSeconds(random.nextInt(363 * 86_400));
        }
    }

    private List<Slot> slots(int days, Random random) {
        List<Slot> out = new ArrayList<>();
        for (int d = 0; d < days; d++) {
            for (int start : STARTS) {
                UUID engineer = new UUID(2, random.nextInt(50));
                out.add(new Slot(
                        new UUID(3, out.size()),
                        role,
                        Area.GLOBAL,
                        FIRST.plusDays(d),
                        null,
                        start,
                        (start + 480) % 1440,
                        List.of(engineer),
                        1));
            }
        }
        return out;
    }

    @Benchmark
    public List<UUID> one() {
        int i = next++ & (QUESTIONS - 1);
        List<UUID> found = onDuty.at(scenarios[i], role, Area.GLOBAL, instants[i]);
        if (found.size() != 1) {
            throw new AssertionError(instants[i]);
        }
        return found;
    }

    @Benchmark
    public List<UUID> prepare() {
        return OnDuty.of(List.of(small)).at(small.scenario(), role, Area.GLOBAL, instants[next++ & (QUESTIONS - 1)]);
    }
}
