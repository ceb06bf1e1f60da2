package io.opencoc.plugin.zabbix;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonText;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Reply;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Zabbix's media type of the instructions posts. Stateless. */
final class ZabbixSource implements AlarmSource {
    private static final String SETTINGS = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "token": {
                  "type": "string", "minLength": 8, "maxLength": 512, "pattern": "^[!-~]+$", "writeOnly": true,
                  "title": "Token", "description": "When set, requests without it are refused",
                  "x-zh": {"title": "令牌", "description": "设置后，不带该令牌的请求会被拒绝"}
                },
                "sameAlarm": {
                  "type": "string", "enum": ["event", "trigger"], "default": "event",
                  "title": "What is one alarm",
                  "description": "event: each problem of a trigger; trigger: all problems of a trigger are the same alarm",
                  "x-zh": {"title": "同一告警的依据", "description": "event：触发器的每个问题各为一条；trigger：同一触发器的问题视为同一条告警"}
                },
                "timeZone": {
                  "type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9_+/:-]+$", "default": "UTC",
                  "title": "Time zone", "description": "Of the Zabbix user; only for Zabbix before 7.0. Example: Asia/Shanghai",
                  "x-zh": {"title": "时区", "description": "Zabbix 用户的时区，仅 7.0 之前的版本需要，例如 Asia/Shanghai"}
                }
              }
            }
            """;

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "zabbix",
            new Text("Zabbix", "Zabbix"),
            new Text(
                    "Problems, recoveries and changed severities from Zabbix, by a media type of type Webhook to import.",
                    "来自 Zabbix 的问题、恢复和级别变更，通过导入的 Webhook 类型媒介发送。"),
            SETTINGS,
            Set.of("token"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    /** Here and not in parse(), so that the console's own test alarms pass without the token. */
    @Override
    public @Nullable Uni<Void> prepare(InboundRequest request, PluginContext context) {
        try {
            Token.check(request, context.settings());
            return null;
        } catch (BadPayloadException e) {
            return Uni.createFrom().failure(e);
        }
    }

    @Override
    public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
        if (!request.path().isEmpty() && !request.path().equals("/")) {
            throw refused(
                    404, "nothing is at " + JsonText.shown(request.path()) + ": post to the integration's address");
        }
        if (!request.method().equals("POST")) {
            throw refused(405, "method " + JsonText.shown(request.method()) + " is not POST");
        }
        AlarmEvent alarm = EventMapping.alarm(Event.read(request.json()), request);
        return ParsedRequest.of(alarm == null ? List.of() : List.of(alarm));
    }

    @Override
    public Text instructions(IntegrationPoint point) {
        return Instructions.of(point);
    }

    @Override
    public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
        return Sample.of(name, firing);
    }

    private static BadPayloadException refused(int status, String message) {
        return new BadPayloadException(message, new Reply(status, "text/plain; charset=utf-8", message + "\n"));
    }
}
