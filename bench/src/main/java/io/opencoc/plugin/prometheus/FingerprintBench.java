package io.opencoc.plugin.prometheus;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the fingerprint of ten labels costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FingerprintBench {
    private final SortedMap<String, String> labels = new TreeMap<>(Map.of(
            "alertname", "HighCpu42",
            "instance", "host-00000042.example.org:9100",
            "job", "node",
            "cluster", "prod-1",
            "region", "eu-west-1",
            "namespace", "shop",
            "service", "shop-42",
            "team", "team-7",
            "device", "nvme0n1",
            "severity", "warning"));

    @Benchmark
    public String fingerprint() {
        return Fingerprint.of(labels);
    }
}
