package io.opencoc.plugin.zabbix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.JsonText;
import io.opencoc.api.SampleRequest;
import java.util.zip.CRC32;

/** A test event as the media type posts it. It has no start: it begins when it is received. */
final class Sample {
    private Sample() {}

    static SampleRequest of(String name, boolean firing) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(UTF_8));
        String body = """
                {
                  "event_id": "%2$d",
                  "event_name": %1$s,
                  "event_nseverity": "2",
                  "event_severity": "Warning",
                  "event_source": "0",
                  "event_value": "%3$s",
                  "event_update_status": "0",
                  "event_update_action": "{EVENT.UPDATE.ACTION}",
                  "event_timestamp": "{EVENT.TIMESTAMP}",
                  "event_recovery_timestamp": "{EVENT.RECOVERY.TIMESTAMP}",
                  "host_name": "test.example.com",
                  "host_ip": "192.0.2.1",
                  "trigger_id": "%2$d",
                  "opdata": "A test event, sent from OpenCOC's console",
                  "event_tags": [{"tag": "scope", "value": "test"}]
                }
                """.formatted(JsonText.quoted(name), crc.getValue(), firing ? "1" : "0");
        return new SampleRequest("", "application/json", body);
    }
}
