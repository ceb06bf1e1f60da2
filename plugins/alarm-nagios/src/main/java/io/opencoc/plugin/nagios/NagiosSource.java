package io.opencoc.plugin.nagios;

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

/** What the notification command of the instructions posts. Stateless. */
final class NagiosSource implements AlarmSource {
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
                }
              }
            }
            """;

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "nagios",
            new Text("Nagios", "Nagios"),
            new Text(
                    "Problems, recoveries and flapping of hosts and services from Nagios, by a notification command.",
                    "来自 Nagios 的主机与服务的问题、恢复和抖动，通过通知命令发送。"),
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
        AlarmEvent alarm = Notification.alarm(Fields.read(request), request);
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
