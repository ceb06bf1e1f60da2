package io.opencoc.bench;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonReader;
import io.opencoc.api.ParsedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.opencoc.plugin.prometheus.PrometheusPlugin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

/** What it takes to read a body of Alertmanager's API, of one alert and of a hundred, from its bytes to alarms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ParseBench {
    private static final String ALERT = """
            {"labels":{"alertname":"HighCpu%1$d","instance":"host-%1$d.example.org:9100","job":"node","cluster":"prod-1","region":"eu-west-1",\
            "namespace":"shop","service":"shop-%1$d","team":"team-7","device":"nvme0n1","severity":"warning"},\
            "annotations":{"summary":"Processor load is above 90 %% for ten minutes","description":"The load of the processors has been \
            above ninety percent for ten minutes. See the dashboard and the runbook before you restart anything."},\
            "startsAt":"2026-01-31T07:59:30.123Z","endsAt":"2026-02-01T07:59:30.123Z",\
            "generatorURL":"http://prometheus.example.org:9090/graph?g0.expr=load1+%%3E+0.9&g0.tab=1"}""";

    /** Alerts in the body. */
    @Param({"1", "100"})
    public int alerts;

    private final AlarmSource source = new PrometheusPlugin().alarmSources().getFirst();
    private Request request = new Request(new byte[0]);

    @Setup
    public void body() {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < alerts; i++) {
            body.append(i == 0 ? "" : ",").append(ALERT.formatted(i));
        }
        request = new Request(body.append(']').toString().getBytes(StandardCharsets.UTF_8));
    }

    @Benchmark
    public ParsedRequest parse() throws BadPayloadException {
        ParsedRequest parsed = source.parse(request);
        if (parsed.alarms().size() != alerts) {
            throw new AssertionError(parsed.problems());
        }
        return parsed;
    }

    private record Request(byte[] body) implements InboundRequest {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/api/v2/alerts";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public @Nullable String query(String name) {
            return null;
        }

        @Override
        public JsonReader json() {
            return new JacksonJsonReader(body);
        }

        @Override
        public Instant receivedAt() {
            return Instant.parse("2026-01-31T08:00:00Z");
        }
    }
}
