package io.opencoc.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Prometheus with a real Alertmanager: Prometheus scrapes a metric that the test sets, and its rule fires while the metric is above 0. Alertmanager
 * sends to one hook; Prometheus itself also sends to another, as if that were its Alertmanager.
 */
final class PrometheusRig implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final HttpServer metrics;
    private volatile int value;

    PrometheusRig(Path folder, URI alertmanagerHook, URI prometheusHook) throws Exception {
        metrics = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        metrics.createContext("/metrics", exchange -> {
            byte[] body = ("fixture_fault " + value + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        metrics.start();
        int alertmanager = freePort();
        int prometheus = freePort();
        Files.writeString(folder.resolve("alertmanager.yml"), """
                global: {resolve_timeout: 5s}
                route: {receiver: opencoc, group_by: [alertname, instance], group_wait: 200ms, group_interval: 1s, repeat_interval: 1h}
                receivers:
                - name: opencoc
                  webhook_configs: [{url: '%s', send_resolved: true}]
                """.formatted(alertmanagerHook));
        Files.writeString(folder.resolve("rules.yml"), """
                groups:
                - name: fixture
                  rules:
                  - alert: FixtureFault
                    expr: fixture_fault > 0
                    labels: {severity: critical, service: order}
                    annotations: {summary: 'fault {{ $value }} on {{ $labels.instance }}', description: 'fixture_fault is {{ $value }}'}
                """);
        Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                alerting:
                  alertmanagers:
                  - static_configs: [{targets: ['127.0.0.1:%d']}]
                  - {path_prefix: '%s', api_version: v2, static_configs: [{targets: ['%s']}]}
                rule_files: [rules.yml]
                scrape_configs:
                - {job_name: shop, static_configs: [{targets: ['127.0.0.1:%d'], labels: {instance: order-1}}]}
                """.formatted(
                        alertmanager,
                        prometheusHook.getPath(),
                        prometheusHook.getAuthority(),
                        metrics.getAddress().getPort()));
        run(
                folder,
                "prometheus-alertmanager",
                "--config.file=alertmanager.yml",
                "--storage.path=am",
                "--web.listen-address=127.0.0.1:" + alertmanager,
                "--cluster.listen-address=");
        run(
                folder,
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=tsdb",
                "--web.listen-address=127.0.0.1:" + prometheus);
        ready(alertmanager);
        ready(prometheus);
    }

    /** Fires above 0, resolves at 0. */
    void set(int fault) {
        value = fault;
    }

    private void run(Path folder, String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                .start());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void ready(int port) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                .build();
        ApiClient.within(30, "port " + port + " is ready", () -> {
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (Exception e) {
                return false;
            }
        });
    }

    @Override
    public void close() throws Exception {
        for (Process p : processes) {
            p.destroy();
            p.waitFor();
        }
        metrics.stop(0);
    }
}
