package io.opencoc.plugin.webhook;

import io.opencoc.api.Text;
import java.net.URI;

/** How to let a system post its alarms, and how to write a mapping. */
final class WebhookInstructions {
    private WebhookInstructions() {}

    static Text of(URI url) {
        return new Text(english(url), chinese(url));
    }

    private static String example(URI url) {
        return """
                ```sh
                curl -X POST -H 'Content-Type: application/json' %s -d '{
                  "title": "disk 91%%", "status": "firing", "severity": "major", "host": "ops-web-01", "dedup_key": "disk|ops-web-01"}'
                ```""".formatted("'" + url + "'");
    }

    private static String english(URI url) {
        return """
                1. In the system that sends, add a webhook, also called HTTP callback or notification channel, with this address, method POST, and a JSON body:

                ```
                %s
                ```

                2. Let it send the recovery too, to the same address: with `"status": "resolved"`, and the same fingerprint (`fingerprint`, `dedup_key`, …).
                3. Try it:

                %s

                It works without settings when fields have customary names. If it does not, open what was refused on this page, paste it into the try-it, and fill in the mapping until every field is right:

                - `host`, `labels.host`, `items[0].name`: where the value stands. Names with dots, blanks or the like in quotes: `labels["k8s.pod"]`.
                - `title | name | "no name"`: the first that is there; text in quotes is taken as it is.
                - `${host}: ${title | name}`: text with values in it.
                - Alarms in an array: set `alarms` to its path. All other paths begin at one alarm; `$.cluster` is `cluster` of the whole body.
                - `severity` 1 to 5 or other words of your own: say in `levels` what they mean, as `1=CRITICAL, 2=MAJOR, *=MINOR`; likewise in `statuses`.

                What is answered: 200 when all is stored; 200 with the list of problems when some alarms had to be left out; 400 with what is wrong and where when nothing could be used (sending it again does not help); 5xx or 429: send it again.
                """.formatted(url, example(url));
    }

    private static String chinese(URI url) {
        return """
                1. 在发送方系统中新增 Webhook（也称 HTTP 回调或通知渠道），填写以下地址，方法为 POST，请求体为 JSON：

                ```
                %s
                ```

                2. 恢复通知也发送到同一地址：带 `"status": "resolved"`，且指纹（`fingerprint`、`dedup_key` 等）与告警时相同。
                3. 试一试：

                %s

                字段采用常见名称时无需任何设置。如果没有识别，在本页打开被拒绝的请求，粘贴到“试一试”中，填写映射，直到每个字段都正确：

                - `host`、`labels.host`、`items[0].name`：值所在的位置。名称含点、空格等字符时加引号：`labels["k8s.pod"]`。
                - `title | name | "未命名"`：取第一个存在的值；引号中的文字原样使用。
                - `${host}: ${title | name}`：嵌入值的文字。
                - 告警在数组中：将 `alarms` 设为数组的路径。其他路径均从单条告警开始；`$.cluster` 表示整个请求体中的 `cluster`。
                - `severity` 为 1 到 5 或其他自定义用词：在 `levels` 中说明含义，如 `1=CRITICAL, 2=MAJOR, *=MINOR`；`statuses` 同理。

                应答：全部保存为 200；部分告警被舍弃时为 200 并附问题列表；完全无法使用时为 400，说明错在何处（重发无用）；5xx 或 429：请重发。
                """.formatted(url, example(url));
    }
}
