package io.opencoc.plugin.zabbix;

import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.Text;

/** How to connect Zabbix to an integration. */
final class Instructions {
    private Instructions() {}

    static Text of(IntegrationPoint point) {
        String file = MediaType.of(point.url().toString());
        return new Text(EN.replace("@file@", file), ZH.replace("@file@", file));
    }

    private static final String EN = """
            For Zabbix 6.0 and newer, as a user of type Super admin. In 6.0 and 6.2 the menus Alerts and Users are under Administration and Configuration.

            ## 1. The media type

            1. Save this as `opencoc.yaml`. It holds this integration's address with its key: keep it secret.

            ```yaml
            @file@```

            2. Open Alerts, Media types, click Import, choose the file, and import it. The list now shows OpenCOC; it must be Enabled.
            3. Only if this integration has a token in its settings: open the media type and write it in the parameter `token`.
            4. If Zabbix reaches OpenCOC through a proxy: write it in the parameter `HTTPProxy`.

            ## 2. A user who receives

            1. Under Users, Users, create the user `opencoc`, in a group that may read all hosts whose problems should come here: Zabbix sends nothing of hosts that the user may not read.
            2. On the tab Media add the type OpenCOC, Send to: `opencoc`, and tick all severities.
            3. Zabbix before 7.0 only: set this user's time zone, and the same as "Time zone" in this integration's settings.

            ## 3. The action

            1. Under Alerts, Actions, Trigger actions, create the action `OpenCOC`; without conditions it takes all problems.
            2. On the tab Operations add to each of Operations, Recovery operations and Update operations: send to user `opencoc`, send only to OpenCOC. Without the recovery operation alarms never recover.
            3. For links back to Zabbix set the global macro `{$ZABBIX.URL}` (Administration, Macros) to Zabbix's address.

            ## 4. Try it

            In Alerts, Media types, click Test beside OpenCOC, write `event_id` 1, `event_value` 1 and `event_name` Test, and click Test: the alarm Test appears here. With `event_value` 0 it recovers. If it fails, the window shows the answer.

            ## What becomes what

            - Severity: Disaster critical; High major; Average and Warning minor; Information and Not classified suggestion.
            - An update changes the alarm only when it changes the severity; acknowledgements and comments are taken and left out.
            - The tags `application` (app, service) and `region` (zone) fill these fields; all tags are kept as `tags.<name>`.
            """;

    private static final String ZH = """
            适用于 Zabbix 6.0 及以上版本，需要超级管理员。6.0 和 6.2 中，以下 Alerts（告警）和 Users（用户）菜单位于 Administration（管理）和 Configuration（配置）之下。

            ## 1. 媒介类型

            1. 将以下内容保存为 `opencoc.yaml`。其中含有本集成的地址和密钥，请妥善保管。

            ```yaml
            @file@```

            2. 打开 Alerts → Media types（告警 → 媒介类型），单击 Import（导入），选择该文件并导入。列表中出现 OpenCOC，状态须为已启用。
            3. 仅当本集成的设置中填写了令牌时：打开该媒介类型，将令牌填入参数 `token`。
            4. 如果 Zabbix 需要通过代理访问 OpenCOC：填入参数 `HTTPProxy`。

            ## 2. 接收用户

            1. 在 Users → Users（用户）中创建用户 `opencoc`，其用户组须对相关主机有读权限：用户无权读取的主机，Zabbix 不会发送。
            2. 在 Media（报警媒介）页签添加类型 OpenCOC，Send to（收件人）填 `opencoc`，勾选全部严重性。
            3. 仅 Zabbix 7.0 之前：设置该用户的时区，并在本集成的设置中填写相同的“时区”。

            ## 3. 动作

            1. 在 Alerts → Actions → Trigger actions（触发器动作）中创建动作 `OpenCOC`；不设条件即包含所有问题。
            2. 在 Operations（操作）页签中，为操作、恢复操作、更新操作各添加一项：发送给用户 `opencoc`，仅送到 OpenCOC。没有恢复操作，告警就不会恢复。
            3. 如需跳转回 Zabbix，将全局宏 `{$ZABBIX.URL}`（Administration → Macros）设为 Zabbix 的地址。

            ## 4. 测试

            在 Alerts → Media types 中单击 OpenCOC 一行的 Test（测试），将 `event_id` 填 1、`event_value` 填 1、`event_name` 填 Test，单击 Test：此处会出现名为 Test 的告警；`event_value` 填 0 则恢复。失败时窗口中会显示应答。

            ## 字段对应

            - 严重性：灾难 → 紧急（critical）；严重 → 重要（major）；一般严重、警告 → 次要（minor）；信息、未分类 → 提示（suggestion）。
            - 更新操作仅在修改严重性时改变告警；确认和评论会被接收但不产生告警。
            - 标签 `application`（app、service）和 `region`（zone）填入同名字段；所有标签保留为 `tags.<名称>`。
            """;
}
