package io.opencoc.plugin.huawei;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.Descriptor;
import io.opencoc.api.InboundRequest;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonText;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.PluginContext;
import io.opencoc.api.PulledAlarms;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alarms of AOM: pushed through a topic of SMN, fetched from its API, or both. */
final class AomSource implements AlarmSource {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "aom",
            new Text("Huawei AOM", "华为云应用运维管理（AOM）"),
            new Text(
                    "Alarms of Application Operations Management: pushed by SMN with a message template, fetched from AOM's API, or both.",
                    "应用运维管理（AOM）的告警：通过消息模板经 SMN 推送，或从 AOM API 拉取，二者可同时使用。"),
            AomSettings.SCHEMA,
            Set.of("secretKey"));

    private final Subscription subscription;

    AomSource(Subscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public void check(Settings settings) throws BadPayloadException {
        if (AomSettings.every(settings) != null) {
            try {
                AomSettings.of(settings);
            } catch (IOException e) {
                throw new BadPayloadException(String.valueOf(e.getMessage()));
            }
        }
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
                : ParsedRequest.of(List.of(AomMessage.read(envelope, request::json, request.receivedAt())));
    }

    @Override
    public Text instructions(IntegrationPoint point) {
        return Instructions.aom(point);
    }

    @Override
    public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
        String message = """
                {"event_name":%s,"event_severity":"Major","status":"%s","namespace":"PAAS.NODE","resource_type":"node",\
                "resource_id":"opencoc-test","message":"A test alarm, sent from OpenCOC's console"}""".formatted(JsonText.quoted(name), firing ? "alerting" : "resolved");
        return CesSource.sample(message);
    }

    @Override
    public @Nullable Duration pullEvery(Settings settings) {
        return AomSettings.every(settings);
    }

    @Override
    public Uni<PulledAlarms> pull(@Nullable String cursor, PluginContext context) {
        return AomApi.pull(cursor, context);
    }
}
