package io.opencoc.plugin.webhook;

import io.opencoc.api.Text;
import java.net.URI;

/** How to let events come. */
final class CloudEventsInstructions {
    private CloudEventsInstructions() {}

    static Text of(URI url) {
        return new Text(english(url), chinese(url));
    }

    private static String example(URI url) {
        return """
                ```sh
                curl -X POST -H 'Content-Type: application/cloudevents+json' '%s' -d '{
                  "specversion": "1.0", "id": "1", "source": "/monitor/dc1", "type": "com.example.alarm.raised", "subject": "host/ops-web-01",
                  "data": {"title": "disk 91%%", "severity": "major", "dedupKey": "disk|ops-web-01"}}'
                ```""".formatted(url);
    }

    private static String english(URI url) {
        return """
                1. Let events go to this address: as the sink of a Knative trigger or source, as the target of an event bus, or from your own program:

                ```
                %s
                ```

                2. Try it:

                %s

                All three modes of the HTTP binding are understood: structured (`application/cloudevents+json`), batched (`application/cloudevents-batch+json`) and binary (headers `ce-…`). Answers: 204 when all is stored; 200 with the list of problems when some alarms had to be left out; 400 when nothing could be used; 415 for other formats.

                How an event becomes an alarm:

                - The fields come from `data` by the same mapping as for any JSON. In a path, `$` is the event: `$.subject`, `$.severity`.
                - Whether it fires: `status` in the data or the event, else the end of `type`: `….raised`, `….cleared`, `….resolved`.
                - What is the same alarm: `dedupKey`, `fingerprint` or the like in the data, else `source`, `subject` and the name together. Raise and clear must agree in that.
                - The attributes are kept as additional fields `ce-source`, `ce-type` and so on; in the binary mode only those of the standard and those that the mapping names.

                The handshake by OPTIONS, on which some cloud providers insist before they deliver, is answered while the integration is enabled.
                """.formatted(url, example(url));
    }

    private static String chinese(URI url) {
        return """
                1. 将事件发送到以下地址：作为 Knative Trigger 或 Source 的 sink、事件总线的目标，或由自己的程序发送：

                ```
                %s
                ```

                2. 试一试：

                %s

                支持 HTTP 绑定的全部三种模式：结构化（`application/cloudevents+json`）、批量（`application/cloudevents-batch+json`）和二进制（`ce-…` 头）。应答：全部保存为 204；部分告警被舍弃时为 200 并附问题列表；完全无法使用时为 400；其他格式为 415。

                事件如何成为告警：

                - 各字段按与任意 JSON 相同的映射取自 `data`。路径中 `$` 表示事件本身：`$.subject`、`$.severity`。
                - 告警还是恢复：data 或事件中的 `status`，否则看 `type` 的结尾：`….raised`、`….cleared`、`….resolved`。
                - 同一告警的判定：data 中的 `dedupKey`、`fingerprint` 等，否则为 `source`、`subject` 与名称的组合。告警与恢复的这些值必须一致。
                - 事件属性保留为附加字段 `ce-source`、`ce-type` 等；二进制模式下仅保留标准属性和映射中用到的属性。

                部分云厂商在投递前要求的 OPTIONS 握手，在集成启用时予以应答。
                """.formatted(url, example(url));
    }
}
