package io.opencoc.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Bodies for Alertmanager's {@code POST /api/v2/alerts}, as a Prometheus sends them: some 550 bytes for each alert. */
final class Alerts {
    private static final String[] SEVERITIES = {"critical", "warning", "info"};

    private Alerts() {}

    /** A batch of firing alerts, the {@code n}th with the number {@code first + n}, folded into so many fingerprints. */
    static byte[] batch(long first, int size, int fingerprints) {
        StringBuilder body = new StringBuilder(600 * size).append('[');
        Instant since = Instant.now().minusSeconds(30);
        for (int i = 0; i < size; i++) {
            long n = (first + i) % fingerprints;
            append(body.append(i == 0 ? "" : ","), "HighCpu" + n % 100, "host-" + n + ".example.org:9100", n, since);
        }
        return body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One firing alert of this name, without an instance: its mail's subject has nothing but the name. */
    static byte[] named(String name, long n) {
        StringBuilder body = new StringBuilder(600).append('[');
        append(body, name, null, n, Instant.now());
        return body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder body, String name, String instance, long n, Instant since) {
        body.append("{\"labels\":{\"alertname\":\"").append(name).append('"');
        if (instance != null) {
            body.append(",\"instance\":\"").append(instance).append('"');
        }
        body.append(",\"job\":\"node\",\"cluster\":\"prod-")
                .append(n % 7)
                .append("\",\"service\":\"shop-")
                .append(n % 40)
                .append("\",\"severity\":\"")
                .append(SEVERITIES[(int) (n % 3)])
                .append("\"},\"annotations\":{\"summary\":\"Processor load is above 90 % for ten minutes\",")
                .append(
                        "\"description\":\"The load of the processors has been above ninety percent for more than ten minutes.")
                .append(" See the dashboard and the runbook before you restart anything.\"},\"startsAt\":\"")
                .append(since)
                .append(
                        "\",\"generatorURL\":\"http://prometheus.example.org:9090/graph?g0.expr=load1+%3E+0.9&g0.tab=1\"}");
    }
}
