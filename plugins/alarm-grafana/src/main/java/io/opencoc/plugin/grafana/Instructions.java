package io.opencoc.plugin.grafana;

import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.Text;

/** How to connect Grafana to an integration. */
final class Instructions {
    private Instructions() {}

    static Text of(IntegrationPoint point) {
        return new Text(EN.formatted(point.url()), ZH.formatted(point.url()));
    }

    private static final String EN = """
            For Grafana 9 and newer (Grafana Alerting). You need the role Admin or Editor.

            ## 1. The contact point

            1. In Grafana open Alerting, Contact points (newer versions: Alerting, Notification configuration), and click Add contact point.
            2. Name: `opencoc`. Integration: `Webhook`.
            3. URL:

            ```
            %s
            ```

            4. HTTP Method: `POST`. Max Alerts: `0`, which means all; what Grafana leaves out never reaches OpenCOC.
            5. Under Notification settings leave "Disable resolved message" off: without it alarms never recover.
            6. Leave Title, Message and Custom payload empty.

            ## 2. The signature (optional, Grafana 12 and newer)

            1. In the contact point, under HMAC Signature, set Secret to a long random text, and the timestamp header to `X-Grafana-Alerting-Timestamp`. Leave the signature's header empty.
            2. Set the same secret as "HMAC secret" in this integration's settings. From then on unsigned requests get 401.
            3. The clocks of both servers must agree within 5 minutes.

            ## 3. Try it

            1. Click Test in the contact point, then Send test notification: the alarm TestAlert appears here.
            2. Save the contact point.

            ## 4. The notification policy

            1. Under Alerting, Notification policies, edit the default policy, or add a nested one for the alerts that should come here.
            2. Choose the contact point `opencoc` and save.

            ## What becomes what

            - The label `severity` sets the level: critical, major (error, high), warning (minor, medium), info; without it an alarm is major.
            - The labels `region`, `namespace`, `application` (app, service), `instance` (pod, node, host) fill the fields of these names.
            - When a rule cannot be evaluated, Grafana sends DatasourceError or DatasourceNoData: the alarm is named for its rule and is minor unless the rule has a severity.
            """;

    private static final String ZH = """
            适用于 Grafana 9 及以上版本（Grafana Alerting），需要 Admin 或 Editor 角色。

            ## 1. 联络点

            1. 在 Grafana 中打开 Alerting → Contact points（较新版本为 Alerting → Notification configuration），单击 Add contact point。
            2. Name 填 `opencoc`，Integration 选 `Webhook`。
            3. URL：

            ```
            %s
            ```

            4. HTTP Method 选 `POST`；Max Alerts 填 `0`（表示全部）：被 Grafana 省略的告警不会到达 OpenCOC。
            5. 在 Notification settings 中不要勾选 Disable resolved message，否则告警不会恢复。
            6. Title、Message 和 Custom payload 留空。

            ## 2. 签名（可选，Grafana 12 及以上）

            1. 在联络点的 HMAC Signature 中，Secret 填一段足够长的随机文本，时间戳请求头填 `X-Grafana-Alerting-Timestamp`，签名请求头留空。
            2. 在本集成的设置中把同一密钥填入“HMAC 密钥”。此后未签名的请求会得到 401。
            3. 两台服务器的时钟相差不能超过 5 分钟。

            ## 3. 测试

            1. 在联络点中单击 Test，再单击 Send test notification：此处会出现名为 TestAlert 的告警。
            2. 保存联络点。

            ## 4. 通知策略

            1. 在 Alerting → Notification policies 中编辑默认策略，或为需要发送到这里的告警新增嵌套策略。
            2. 选择联络点 `opencoc` 并保存。

            ## 字段对应

            - 标签 `severity` 决定级别：critical、major（error、high）、warning（minor、medium）、info；没有该标签时为重要（major）。
            - 标签 `region`、`namespace`、`application`（app、service）、`instance`（pod、node、host）填入同名字段。
            - 规则无法求值时，Grafana 会发送 DatasourceError 或 DatasourceNoData：告警以规则命名；规则未设 severity 时级别为次要（minor）。
            """;
}
