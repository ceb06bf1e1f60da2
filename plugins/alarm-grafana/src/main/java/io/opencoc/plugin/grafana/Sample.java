package io.opencoc.plugin.grafana;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.JsonText;
import io.opencoc.api.SampleRequest;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** A test alert as Grafana sends it. It has no start: it begins when it is received. */
final class Sample {
    private Sample() {}

    static SampleRequest of(String name, boolean firing) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(UTF_8));
        String labels = """
                {"alertname":%s,"severity":"warning","instance":"test.example.com:9100","grafana_folder":"OpenCOC"}""".formatted(JsonText.quoted(name));
        String body = """
                {
                  "receiver": "opencoc",
                  "status": "%1$s",
                  "orgId": 1,
                  "alerts": [
                    {
                      "status": "%1$s",
                      "labels": %2$s,
                      "annotations": {"summary": "A test alert, sent from OpenCOC's console"},
                      "startsAt": "0001-01-01T00:00:00Z",
                      "endsAt": "0001-01-01T00:00:00Z",
                      "generatorURL": "",
                      "fingerprint": "%3$s",
                      "values": {"B": 93.1, "C": 1},
                      "valueString": "[ var='B' labels={} value=93.1 ]"
                    }
                  ],
                  "groupLabels": {},
                  "commonLabels": %2$s,
                  "commonAnnotations": {},
                  "externalURL": "",
                  "version": "1",
                  "groupKey": "{}:{}",
                  "truncatedAlerts": 0
                }
                """.formatted(
                        firing ? "firing" : "resolved", labels, HexFormat.of().toHexDigits(crc.getValue()));
        return new SampleRequest("", "application/json", body);
    }
}
