package io.opencoc.plugin.prometheus;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import io.opencoc.api.JsonText;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Text;
import java.util.List;

/** Tells the requests of Alertmanager and Prometheus apart. Stateless. */
final class PrometheusSource implements AlarmSource {
    private static final Descriptor DESCRIPTOR = Descriptor.of(
            "prometheus",
            new Text("Prometheus", "Prometheus"),
            new Text(
                    "Alerts from Alertmanager (webhook) or directly from Prometheus, to which OpenCOC looks like an Alertmanager.",
                    "来自 Alertmanager（webhook）的告警，或直接来自 Prometheus 的告警：对 Prometheus 而言 OpenCOC 就是一个 Alertmanager。"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
        String path = request.path();
        boolean post = request.method().equals("POST");
        boolean get = request.method().equals("GET") || request.method().equals("HEAD");
        return switch (path) {
            case "", "/" -> post ? alerts(request) : wrongMethod(request, "POST");
            case "/api/v2/alerts" -> post ? ApiV2.parse(request, request.json()) : wrongMethod(request, "POST");
            case "/-/ready", "/-/healthy" ->
                get ? answer(new Reply(200, "text/plain; charset=utf-8", "OK\n")) : wrongMethod(request, "GET");
            case "/api/v2/status" ->
                get ? answer(new Reply(200, "application/json", status(request))) : wrongMethod(request, "GET");
            default -> unknown(path);
        };
    }

    private static ParsedRequest alerts(InboundRequest request) throws BadPayloadException {
        JsonReader json = request.json();
        return json.peek() == Kind.ARRAY ? ApiV2.parse(request, json) : Webhook.parse(request, json);
    }

    @Override
    public Text instructions(IntegrationPoint point) {
        return Instructions.of(point);
    }

    @Override
    public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
        return Sample.of(name, firing);
    }

    private static ParsedRequest answer(Reply reply) {
        return new ParsedRequest(List.of(), List.of(), reply);
    }

    private static ParsedRequest wrongMethod(InboundRequest request, String right) {
        String problem = "method " + JsonText.shown(request.method()) + " is not " + right;
        return new ParsedRequest(
                List.of(), List.of(problem), new Reply(405, "text/plain; charset=utf-8", problem + "\n"));
    }

    private static ParsedRequest unknown(String path) {
        String problem = "nothing is at " + JsonText.shown(path)
                + ": post Alertmanager's webhook to the integration's address, or let Prometheus post to …/api/v2/alerts";
        return new ParsedRequest(
                List.of(), List.of(problem), new Reply(404, "text/plain; charset=utf-8", problem + "\n"));
    }

    /** What clients of Alertmanager ask for to see whether it is one. */
    private static String status(InboundRequest request) {
        return "{\"cluster\":{\"status\":\"disabled\",\"peers\":[]},\"config\":{\"original\":\"\"},"
                + "\"uptime\":\"" + request.receivedAt()
                + "\",\"versionInfo\":{\"version\":\"opencoc\",\"branch\":\"\","
                + "\"buildDate\":\"\",\"buildUser\":\"\",\"goVersion\":\"\",\"revision\":\"\"}}";
    }
}
