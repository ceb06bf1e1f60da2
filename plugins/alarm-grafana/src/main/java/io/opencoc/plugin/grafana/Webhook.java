package io.opencoc.plugin.grafana;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonReader;
import io.opencoc.api.JsonReader.Kind;
import io.opencoc.api.JsonText;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.Reply;
import io.opencoc.plugin.grafana.AlertMapping.BadAlertException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook contact point, version 1. The envelope's fields may come after the alerts, so that alarms are made once all is
 * read.
 */
final class Webhook {
    private static final int MAX_PROBLEMS = 100;

    private final Map<String, String> envelope = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable List<Alert> alerts;
    private @Nullable String version;
    private boolean legacy;
    private int bad;

    private Webhook() {}

    static ParsedRequest parse(InboundRequest request) throws BadPayloadException {
        Webhook webhook = new Webhook();
        webhook.read(request.json(), request.body());
        return webhook.alarms(request);
    }

    private ParsedRequest alarms(InboundRequest request) throws BadPayloadException {
        if (legacy) {
            throw new BadPayloadException(
                    "ruleId: this is legacy alerting of Grafana 8 and older; switch to Grafana Alerting");
        }
        if (version != null && !version.equals("1")) {
            throw new BadPayloadException("version " + JsonText.shown(version) + " is not supported, only 1 is"
                    + (version.equals("4") ? "; for Alertmanager's webhook use the source Prometheus" : ""));
        }
        if (alerts == null) {
            throw new BadPayloadException("alerts is missing: this is not the default body of Grafana's webhook");
        }
        List<AlarmEvent> alarms = new ArrayList<>();
        for (Alert alert : alerts) {
            try {
                alarms.add(AlertMapping.event(alert, envelope, request.receivedAt()));
            } catch (BadAlertException e) {
                bad(alert, String.valueOf(e.getMessage()));
            }
        }
        if (bad > MAX_PROBLEMS) {
            problems.add("… and " + (bad - MAX_PROBLEMS) + " more");
        }
        if (alarms.isEmpty() && bad > 0) {
            throw new BadPayloadException(String.join("; ", problems));
        }
        return new ParsedRequest(alarms, problems, Reply.OK);
    }

    private void bad(Alert alert, String problem) {
        if (++bad <= MAX_PROBLEMS) {
            problems.add("alerts[" + alert.index + "]: " + problem);
        }
    }

    private void read(JsonReader json, byte[] body) throws BadPayloadException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.name();
            switch (name) {
                case "version" -> version = json.text();
                case "alerts" -> alerts = new AlertReader(json, body).readAll();
                case "ruleId", "evalMatches" -> {
                    legacy = true;
                    json.skip();
                }
                case "truncatedAlerts" -> truncated(json);
                case "receiver", "orgId", "externalURL", "groupKey" -> keep(json, name);
                default -> json.skip();
            }
        }
        json.endObject();
        json.end();
    }

    private void truncated(JsonReader json) throws BadPayloadException {
        if (json.peek() != Kind.NUMBER) {
            json.skip();
            return;
        }
        String count = json.text();
        if (count != null && !count.equals("0")) {
            problems.add("truncatedAlerts: Grafana left out " + JsonText.shown(count)
                    + " alerts; set Max Alerts of the contact point to 0");
        }
    }

    private void keep(JsonReader json, String name) throws BadPayloadException {
        Kind kind = json.peek();
        if (kind != Kind.TEXT && kind != Kind.NUMBER) {
            json.skip();
            return;
        }
        String value = json.text();
        if (value != null && !value.isEmpty()) {
            envelope.put(name, value);
        }
    }
}
