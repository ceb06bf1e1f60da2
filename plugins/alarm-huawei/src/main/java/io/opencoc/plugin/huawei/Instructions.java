package io.opencoc.plugin.huawei;

import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.Text;

/** How to connect Cloud Eye and AOM. */
final class Instructions {
    private Instructions() {}

    static Text ces(IntegrationPoint point) {
        return new Text(
                topic(point).en() + """
                3. In Cloud Eye, open `Alarm Management > Alarm Rules`, edit each rule, switch on `Alarm Notification`, choose `Topic subscription` and the topic, and tick both `Generated alarm` and `Cleared alarm`: without the latter alarms here never recover.
                4. Press `Send a test alarm` here; it does not need Huawei Cloud. Then let a rule fire once.

                Alarms of events never recover by themselves: clear them here. Levels may be in English or Chinese.
                """ + trouble().en(),
                topic(point).zh() + """
                3. 在云监控服务中打开 `告警 > 告警规则`，编辑每条规则，开启 `发送通知`，选择 `主题订阅` 及该主题，并同时勾选 `出现告警` 和 `恢复正常`：不勾选后者，此处的告警不会恢复。
                4. 在此处点击 `发送测试告警`（不需要华为云参与），然后让一条规则实际触发一次。

                事件类告警不会自动恢复，请在此处清除。告警级别支持中文和英文。
                """ + trouble().zh());
    }

    static Text aom(IntegrationPoint point) {
        return new Text(
                topic(point).en()
                        + """
                3. In AOM, open `Alarm Center > Alarm Action Rules > Message Templates`, create a template, choose `HTTP/HTTPS`, delete what is in the body and paste this. Keep each semicolon:

                ```
                %s```

                4. Under `Alarm Action Rules`, create a rule with the topic and the template, and name it in the alarm rules. Let AOM also notify when an alarm is cleared.

                ### To fetch alarms as well

                Set `Host of AOM's API`, `Project ID` and an access key of a user who has `aom:alarm:list` only. Cleared alarms are seen within some minutes. Both ways may be used together: the same alarm is recognised.
                """.formatted(AomMessage.TEMPLATE)
                        + trouble().en(),
                topic(point).zh()
                        + """
                3. 在 AOM 中打开 `告警中心 > 告警行动规则 > 消息模板`，创建模板，选择 `HTTP/HTTPS`，清空正文并粘贴以下内容，请保留每个分号：

                ```
                %s```

                4. 在 `告警行动规则` 中选择该主题和模板创建规则，并在告警规则中引用。请同时开启告警恢复通知。

                ### 拉取告警

                填写 `AOM API 主机`、`项目 ID` 以及仅有 `aom:alarm:list` 权限的用户的访问密钥。告警恢复会在数分钟内同步。两种方式可同时使用：同一条告警会被识别。
                """.formatted(AomMessage.TEMPLATE)
                        + trouble().zh());
    }

    private static Text topic(IntegrationPoint point) {
        String protocol = "https".equals(point.url().getScheme()) ? "HTTPS" : "HTTP";
        return new Text("""
                1. In Huawei Cloud's console, open `Simple Message Notification > Topics` in the region of the alarms, and create a topic, or choose one.
                2. Choose `Add Subscription`, protocol `%1$s`, endpoint `%2$s`. OpenCOC confirms it within seconds: reload the list of subscriptions until it says `Confirmed`. Then paste the topic's URN into `Topics` here, so that no other topic can send.
                """.formatted(protocol, point.url()), """
                1. 在华为云控制台打开告警所在区域的 `消息通知服务 > 主题`，创建或选择一个主题。
                2. 点击 `添加订阅`，协议选择 `%1$s`，订阅终端填写 `%2$s`。OpenCOC 会在数秒内自动确认：刷新订阅列表，直到状态为 `已确认`。然后把主题 URN 填入此处的 `主题`，以禁止其他主题发送。
                """.formatted(protocol, point.url()));
    }

    private static Text trouble() {
        return new Text("""

                ### When nothing comes

                Look at the last error and the refused requests of this integration. `signature` or `certificate`: the server must reach the hosts named in the settings, and its clock must be right. SMN sends nothing to an address for 5 to 10 minutes after repeated failures.
                """, """

                ### 收不到告警时

                请查看本集成的最近错误和被拒绝的请求。提示 `signature` 或 `certificate` 时：服务器必须能访问设置中的主机，且时钟正确。连续失败后，SMN 会在 5 至 10 分钟内停止向该地址发送。
                """);
    }
}
