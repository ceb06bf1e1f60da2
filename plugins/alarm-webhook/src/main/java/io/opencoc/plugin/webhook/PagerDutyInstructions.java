package io.opencoc.plugin.webhook;

import io.opencoc.api.Text;
import java.net.URI;

/** How to point what pages through PagerDuty to an integration. */
final class PagerDutyInstructions {
    private PagerDutyInstructions() {}

    static Text of(URI url) {
        String alertmanager = """
                ```yaml
                receivers:
                  - name: opencoc
                    pagerduty_configs:
                      - routing_key: any
                        url: %s/v2/enqueue
                        send_resolved: true
                ```""".formatted(url);
        String curl = """
                ```sh
                curl -X POST -H 'Content-Type: application/json' '%s/v2/enqueue' -d '{
                  "event_action": "trigger", "dedup_key": "disk|ops-web-01",
                  "payload": {"summary": "disk 91%%", "source": "ops-web-01", "severity": "error"}}'
                ```""".formatted(url);
        return new Text(english(url, alertmanager, curl), chinese(url, alertmanager, curl));
    }

    private static String english(URI url, String alertmanager, String curl) {
        return """
                1. In the tool that sends to PagerDuty, replace the address `https://events.pagerduty.com/v2/enqueue` by:

                ```
                %s/v2/enqueue
                ```

                Where a tool asks only for the host and adds `/v2/enqueue` itself, give the address without it. Alertmanager, for one:

                %s

                2. As routing or integration key enter anything: the key in the address is what counts. If the setting Routing key is set here, enter that one.
                3. Try it:

                %s

                `trigger` raises an alarm, `resolve` with the same `dedup_key` ends it, `acknowledge` is taken and changes nothing. Without a `dedup_key` each trigger is a new alarm; its key is in the answer. Levels: `critical` is critical, `error` major, `warning` minor, `info` suggestion. Change events are taken and left aside. Answers are PagerDuty's: 202, or 400 with the list of errors.
                """.formatted(url, alertmanager, curl);
    }

    private static String chinese(URI url, String alertmanager, String curl) {
        return """
                1. 在向 PagerDuty 发送事件的工具中，将地址 `https://events.pagerduty.com/v2/enqueue` 替换为：

                ```
                %s/v2/enqueue
                ```

                如果工具只要求填写主机并自行添加 `/v2/enqueue`，则填写不含该部分的地址。以 Alertmanager 为例：

                %s

                2. Routing key（Integration key）可填写任意内容：起作用的是地址中的密钥。如果此处设置了 Routing key，则填写该值。
                3. 试一试：

                %s

                `trigger` 产生告警，带相同 `dedup_key` 的 `resolve` 使其恢复，`acknowledge` 会被接收但不改变任何内容。没有 `dedup_key` 时每次 trigger 都是新告警，其 key 在应答中返回。级别：`critical` 为紧急，`error` 为重要，`warning` 为次要，`info` 为提示。变更事件会被接收但不处理。应答与 PagerDuty 一致：202，或 400 并附错误列表。
                """.formatted(url, alertmanager, curl);
    }
}
