package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonText;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.PluginContext;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alarms of Cloud Eye, which come through a topic of SMN. */
final class CesSource implements AlarmSource {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "ces",
            new Text("Huawei Cloud Eye (CES)", "华为云监控服务（CES）"),
            new Text(
                    "Alarms of Huawei Cloud Eye, delivered by the Simple Message Notification service (SMN).",
                    "华为云云监控服务的告警，经消息通知服务（SMN）推送。"),
            SmnSettings.schema(""),
            Set.of());

    private final Subscription subscription;

    CesSource(Subscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public @Nullable Uni<Void> prepare(InboundRequest request, PluginContext context) {
        return subscription.prepare(request, context);
    }

    @Override
    public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
        Envelope envelope = Envelope.read(request);
        ParsedRequest housekeeping = Subscription.housekeeping(envelope);
        return housekeeping != null
                ? housekeeping
                : ParsedRequest.of(List.of(CesAlarm.read(envelope, request::json, request.receivedAt())));
    }

    @Override
    public Text instructions(IntegrationPoint point) {
        return Instructions.ces(point);
    }

    @Override
    public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
        String message = """
                {"message_type":"alarm","alarm_name":%1$s,"alarm_status":"%2$s","namespace":"SYS.ECS","metric_name":"cpu_util",\
                "template_variable":{"ResourceName":"opencoc-test","ResourceId":"opencoc-test","MetricName":"CPU Usage",\
                "IsAlarm":%3$s,"AlarmLevel":"Major","Region":"Test","RegionId":"test","AlarmRuleName":%1$s,\
                "AlarmDesc":"A test alarm, sent from OpenCOC's console"}}""".formatted(JsonText.quoted(name), firing ? "alarm" : "ok", firing);
        return sample(message);
    }

    /** SMN's envelope around a message; without a signature, which the server's own test alarms need not have. */
    static SampleRequest sample(String message) {
        return new SampleRequest(
                "",
                "application/json",
                "{\"type\":\"Notification\",\"subject\":\"OpenCOC test\",\"topic_urn\":\"urn:smn:test:opencoc:test\",\"message\":"
                        + JsonText.quoted(message) + "}");
    }

    /** What a notification carries, which must be there. */
    static byte[] message(Envelope envelope) throws BadPayloadException {
        String message = envelope.text("message");
        if (message == null) {
            throw new BadPayloadException("message is missing or empty");
        }
        return message.getBytes(UTF_8);
    }
}
