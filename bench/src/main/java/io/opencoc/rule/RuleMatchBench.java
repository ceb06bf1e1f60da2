package io.opencoc.rule;

import io.opencoc.alarm.OriginalAlarm;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to find the first of many rules that takes an alarm, or that none does. Rules are about an application and its levels; one in ten has a
 * regular expression beside it. In {@code regex} none is about an application: every rule has to be tried, which is the worst case.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RuleMatchBench {
    private static final String LEVELS =
            "{\"key\":\"alarmLevel\",\"operator\":\"in\",\"values\":[\"critical\",\"minor\"]}";
    private static final String REGEX =
            "{\"key\":\"resourceName\",\"operator\":\"regex\",\"value\":\"^host-[0-9]+%s\\\\.\"}";
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    @Param({"100", "10000"})
    public int rules;

    private final OriginalAlarm unknown = alarm("elsewhere");
    private OriginalAlarm known = unknown;
    private RuleSet set = new RuleSet(1, List.of());
    private RuleSet regexes = set;

    @Setup
    public void compile() {
        known = alarm("shop-" + rules / 2);
        List<CompiledRule> guarded = new ArrayList<>();
        List<CompiledRule> tried = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            String application = "{\"key\":\"application\",\"operator\":\"equals\",\"value\":\"shop-" + i + "\"}";
            String other = i % 10 == 9 ? REGEX.formatted("") : LEVELS;
            guarded.add(rule(i, "{\"join\":\"and\",\"items\":[" + application + "," + other + "]}"));
            tried.add(rule(i, REGEX.formatted("x" + i)));
        }
        set = new RuleSet(1, guarded);
        regexes = new RuleSet(1, tried);
    }

    private static CompiledRule rule(int i, String conditions) {
        return CompiledRule.of(new ForwardingRule(
                new UUID(1, i),
                new UUID(2, 1),
                "rule " + i,
                null,
                null,
                true,
                i + 1,
                TriggerType.INCIDENT,
                List.of(),
                List.of(),
                conditions,
                new Levels("P1", "P2", "P3", "P4"),
                List.of("application"),
                false,
                null,
                true,
                NOW,
                NOW,
                0,
                null));
    }

    private static OriginalAlarm alarm(String application) {
        AlarmEvent event = AlarmEvent.builder("cbf29ce484222325", "HighCpu42")
                .level(AlarmLevel.MINOR)
                .application(application)
                .resourceName("host-00000042.example.org:9100")
                .startsAt(NOW)
                .additional(Map.of("team", "team-7"))
                .build();
        return new OriginalAlarm(new UUID(3, 1), new UUID(3, 2), "prometheus", NOW, event);
    }

    private static @Nullable CompiledRule right(@Nullable CompiledRule found, boolean wanted) {
        if ((found != null) != wanted) {
            throw new AssertionError("found " + found);
        }
        return found;
    }

    @Benchmark
    public @Nullable CompiledRule taken() {
        return right(set.first(known), true);
    }

    @Benchmark
    public @Nullable CompiledRule notTaken() {
        return right(set.first(unknown), false);
    }

    @Benchmark
    public @Nullable CompiledRule regex() {
        return right(regexes.first(known), false);
    }
}
