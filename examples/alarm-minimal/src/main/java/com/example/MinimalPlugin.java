package com.example;

import io.opencoc.api.*;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Takes {"name": "disk full", "on": true} for an alarm, and the same with false for its recovery. */
public final class MinimalPlugin implements OpencocPlugin, AlarmSource {
    @Override public List<AlarmSource> alarmSources() { return List.of(this); }
    @Override public Descriptor descriptor() {
        return Descriptor.of("minimal", new Text("Minimal", "最小示例"), new Text("A name, on or off", "名称与开关"));
    }

    @Override public ParsedRequest parse(InboundRequest request) throws BadPayloadException {
        String name = null, on = null;
        JsonReader json = request.json();
        for (json.beginObject(); json.hasNext(); ) {
            switch (json.name()) {
                case "name" -> name = json.text();
                case "on" -> on = json.text();
                default -> json.skip();
            }
        }
        json.endObject();
        if (name == null || name.isBlank()) throw json.problem("'name' is missing");
        if (!"true".equals(on) && !"false".equals(on)) throw json.problem("'on' is neither true nor false");
        String fingerprint = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        AlarmEvent.Builder alarm = AlarmEvent.builder(fingerprint, name).startsAt(request.receivedAt());
        if (on.equals("false")) alarm.status(AlarmStatus.OK).endsAt(request.receivedAt());
        return ParsedRequest.of(List.of(alarm.raw(request.json().raw()).build()));
    }

    @Override public SampleRequest sample(IntegrationPoint point, String name, boolean firing) {
        String body = "{\"name\": " + JsonText.quoted(name) + ", \"on\": " + firing + "}";
        return new SampleRequest("", "application/json", body);
    }
}
