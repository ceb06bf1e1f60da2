package io.opencoc.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Bodies for Alertmanager's {@code POST /api/v2/alerts}, as a Prometheus sends them: some 800 bytes for each alert, ten labels, two annotations. */
final class Alerts {
    /** How many applications alerts come from, {@code shop-0} and on. */
    static final int APPLICATIONS = 200;

    private static final String[] SEVERITIES = {"critical", "warning", "info"};
    private static final String[] REGIONS = {"eu-west-1", "eu-central-1", "ap-south-1"};
    /** Repetitions of an alert have one start, and no alert ends while a benchmark runs. */
    private static final Instant SINCE = Instant.now().minusSeconds(30).truncatedTo(ChronoUnit.MILLIS);

    private static final Instant UNTIL = SINCE.plus(1, ChronoUnit.DAYS);

    private Alerts() {}

    /** A batch of firing alerts, the {@code n}th with the number {@code first + n}, folded into so many fingerprints. */
    static byte[] batch(long first, int size, int fingerprints) {
        StringBuilder body = new StringBuilder(900 * size).append('[');
        for (int i = 0; i < size; i++) {
            long n = (first + i) % fingerprints;
            append(body.append(i == 0 ? "" : ","), "HighCpu" + n % 100, true, n, SINCE);
        }
        return body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One firing alert of this name, without an instance: its mail's subject has nothing but the name. */
    static byte[] named(String name, long n) {
        StringBuilder body = new StringBuilder(900).append('[');
        append(body, name, false, n, Instant.now());
        return body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** How the number of an alert, by which alone it may differ from others, stands in its body: in eight digits. */
    static String number(long n) {
        String digits = "0000000" + n;
        return digits.substring(digits.length() - 8);
    }

    private static void append(StringBuilder body, String name, boolean instance, long n, Instant since) {
        body.append("{\"labels\":{\"alertname\":\"").append(name).append('"');
        if (instance) {
            body.append(",\"instance\":\"host-").append(number(n)).append(".example.org:9100\"");
        }
        body.append(",\"job\":\"node\",\"cluster\":\"prod-")
                .append(n % 7)
                .append("\",\"region\":\"")
                .append(REGIONS[(int) (n % REGIONS.length)])
                .append("\",\"namespace\":\"shop\",\"service\":\"shop-")
                .append(n % APPLICATIONS)
                .append("\",\"team\":\"team-")
                .append(n % 20)
                .append("\",\"device\":\"nvme0n1\",\"severity\":\"")
                .append(SEVERITIES[(int) (n % SEVERITIES.length)])
                .append("\"},\"annotations\":{\"summary\":\"Processor load is above 90 % for ten minutes\",")
                .append("\"description\":\"The load of the processors has been above ninety percent for ten minutes.")
                .append(" See the dashboard and the runbook before you restart anything.\"},\"startsAt\":\"")
                .append(since)
                .append("\",\"endsAt\":\"")
                .append(UNTIL)
                .append(
                        "\",\"generatorURL\":\"http://prometheus.example.org:9090/graph?g0.expr=load1+%3E+0.9&g0.tab=1\"}");
    }
}
