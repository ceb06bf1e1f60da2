package io.opencoc.plugin.prometheus;

import io.opencoc.api.JsonText;
import io.opencoc.api.SampleRequest;

/** A test alert, as Alertmanager's webhook. It has no start: it begins when it is received. */
final class Sample {
    private Sample() {}

    static SampleRequest of(String name, boolean firing) {
        String status = firing ? "firing" : "resolved";
        String labels = """
                {"alertname":%s,"severity":"warning","instance":"test.example.com:9100","job":"opencoc-test"}""".formatted(JsonText.quoted(name));
        String body = """
                {
                  "version": "4",
                  "receiver": "opencoc",
                  "status": "%1$s",
                  "alerts": [
                    {
                      "status": "%1$s",
                      "labels": %2$s,
                      "annotations": {"summary": "A test alert, sent from OpenCOC's console"},
                      "endsAt": "0001-01-01T00:00:00Z"
                    }
                  ],
                  "groupLabels": {},
                  "commonLabels": %2$s,
                  "commonAnnotations": {},
                  "externalURL": "",
                  "groupKey": "{}:{}",
                  "truncatedAlerts": 0
                }
                """.formatted(status, labels);
        return new SampleRequest("", "application/json", body);
    }
}
