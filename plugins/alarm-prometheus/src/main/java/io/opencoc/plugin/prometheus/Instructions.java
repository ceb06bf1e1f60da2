package io.opencoc.plugin.prometheus;

import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonText;
import io.opencoc.api.Text;
import java.net.URI;

/** How to connect Alertmanager or Prometheus to an integration. */
final class Instructions {
    private Instructions() {}

    static Text of(IntegrationPoint point) {
        String alertmanager = alertmanager(point.url());
        String prometheus = prometheus(point.url());
        return new Text("""
                Choose one of two ways; sending both ways does no harm: the same alert is recognised.

                1. Through Alertmanager, which groups and silences first. In `alertmanager.yml`:

                ```yaml
                %s```

                2. Directly from Prometheus, to which OpenCOC looks like an Alertmanager. In `prometheus.yml`:

                ```yaml
                %s```

                Reload the configuration with `POST /-/reload`, or send the process SIGHUP.
                The label `severity` sets the level: critical, major, warning, info; without it an alarm is major.
                """.formatted(alertmanager, prometheus), """
                以下两种方式任选其一；同时使用也没有问题：同一条告警会被识别。

                1. 通过 Alertmanager 发送（先分组、静默）。在 `alertmanager.yml` 中：

                ```yaml
                %s```

                2. 由 Prometheus 直接发送，对它而言 OpenCOC 就是一个 Alertmanager。在 `prometheus.yml` 中：

                ```yaml
                %s```

                用 `POST /-/reload` 重新加载配置，或向进程发送 SIGHUP。
                标签 `severity` 决定告警级别：critical、major、warning、info；没有该标签时为重要（major）。
                """.formatted(alertmanager, prometheus));
    }

    private static String alertmanager(URI url) {
        return """
                route:
                  receiver: opencoc
                receivers:
                  - name: opencoc
                    webhook_configs:
                      - url: %s
                        send_resolved: true
                """.formatted(JsonText.quoted(url.toString()));
    }

    private static String prometheus(URI url) {
        String scheme = url.getScheme() == null ? "http" : url.getScheme();
        int port = url.getPort() > 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        return """
                alerting:
                  alertmanagers:
                    - scheme: %s
                      path_prefix: %s
                      api_version: v2
                      static_configs:
                        - targets: [%s]
                """.formatted(
                scheme, JsonText.quoted(String.valueOf(url.getRawPath())), JsonText.quoted(url.getHost() + ":" + port));
    }
}
