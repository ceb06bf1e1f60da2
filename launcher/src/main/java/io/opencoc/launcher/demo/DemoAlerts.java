package io.opencoc.launcher.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alarms of the demo: always the same few, some of which burn at any time. Not safe for threads. */
final class DemoAlerts {
    private static final int AT_FIRST = 3;
    private static final int MOST_BURNING = 4;

    /** One alerting rule and the thing that it watches. */
    private record Rule(String name, String severity, String instance, String service, String summary) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "DiskAlmostFull",
                    "critical",
                    "db-1.shop:9100",
                    "shop-database",
                    "/var/lib/postgresql is 96 % full on db-1.shop"),
            new Rule(
                    "HighLatency",
                    "warning",
                    "web-2.shop:8443",
                    "shop-web",
                    "99 of 100 answers of the shop take 2.4 s or less, wanted is 0.8 s"),
            new Rule(
                    "QueueGrows",
                    "warning",
                    "mq-1.shop:15692",
                    "order-queue",
                    "12,400 orders wait, and their number grows"),
            new Rule(
                    "CertificateExpires",
                    "info",
                    "gate-1.shop:443",
                    "gateway",
                    "The certificate of gate-1.shop ends in 9 days"),
            new Rule(
                    "ReplicationLag",
                    "critical",
                    "db-2.shop:9187",
                    "shop-database",
                    "db-2.shop is 140 s behind db-1.shop"),
            new Rule(
                    "PodCrashLooping",
                    "warning",
                    "node-3.shop:10250",
                    "checkout",
                    "checkout-7d9f was restarted 6 times in 10 minutes"),
            new Rule(
                    "CpuThrottled",
                    "info",
                    "node-1.shop:10250",
                    "recommendations",
                    "recommendations waits for the processor 40 % of the time"));

    private final Map<Rule, Instant> burning = new LinkedHashMap<>();
    private int next;

    /** What burns from the beginning. */
    JsonArray first(Instant now) {
        for (int i = 0; i < AT_FIRST; i++) {
            light(now);
        }
        return posted(List.of(), now);
    }

    /** A little later: something new burns, or what has burnt longest is over; the rest is told again, as Prometheus does. */
    JsonArray later(Instant now) {
        List<Map.Entry<Rule, Instant>> over = new ArrayList<>();
        if (burning.size() >= MOST_BURNING) {
            Rule oldest = burning.keySet().iterator().next();
            over.add(Map.entry(oldest, java.util.Objects.requireNonNull(burning.remove(oldest))));
        } else {
            light(now);
        }
        return posted(over, now);
    }

    private void light(Instant now) {
        burning.putIfAbsent(RULES.get(next), now);
        next = (next + 1) % RULES.size();
    }

    private JsonArray posted(List<Map.Entry<Rule, Instant>> over, Instant now) {
        JsonArray all = new JsonArray();
        burning.forEach((rule, since) -> all.add(alert(rule, since, now.plusSeconds(240))));
        over.forEach(entry -> all.add(alert(entry.getKey(), entry.getValue(), now)));
        return all;
    }

    /** As Prometheus posts it to its Alertmanager: one that ends in the future burns. */
    private static JsonObject alert(Rule rule, Instant since, Instant until) {
        return new JsonObject()
                .put(
                        "labels",
                        new JsonObject()
                                .put("alertname", rule.name)
                                .put("severity", rule.severity)
                                .put("instance", rule.instance)
                                .put("job", rule.service)
                                .put("service", rule.service)
                                .put("demo", "true"))
                .put(
                        "annotations",
                        new JsonObject()
                                .put("summary", rule.summary)
                                .put("description", rule.summary + ". This alarm is made up by coc server --demo."))
                .put("startsAt", since.toString())
                .put("endsAt", until.toString())
                .put("generatorURL", "http://prometheus.shop.example:9090/graph?g0.expr=" + rule.name);
    }
}
