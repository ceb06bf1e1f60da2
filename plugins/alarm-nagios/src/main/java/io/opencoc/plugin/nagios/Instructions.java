package io.opencoc.plugin.nagios;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** How to connect Nagios to an integration. */
final class Instructions {
    static final String SCRIPT = script();

    private Instructions() {}

    static Text of(IntegrationPoint point) {
        return new Text(filled(EN, point), filled(ZH, point));
    }

    /** The file that tells curl where to post, and the token. */
    static String curlFile(String url) {
        return "url = \"" + url.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
    }

    private static String filled(String text, IntegrationPoint point) {
        return text.replace("@script@", SCRIPT)
                .replace("@file@", curlFile(point.url().toString()))
                .replace("@objects@", OBJECTS);
    }

    private static String script() {
        String name = "notify-by-opencoc.sh";
        try (InputStream in = Objects.requireNonNull(Instructions.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String OBJECTS = """
            define command {
                command_name  notify-by-opencoc
                command_line  /usr/local/bin/notify-by-opencoc
            }

            define contact {
                contact_name                   opencoc
                alias                          OpenCOC
                host_notifications_enabled     1
                service_notifications_enabled  1
                host_notification_period       24x7
                service_notification_period    24x7
                host_notification_options      d,u,r,f
                service_notification_options   w,u,c,r,f
                host_notification_commands     notify-by-opencoc
                service_notification_commands  notify-by-opencoc
            }
            """;

    private static final String EN = """
            For Nagios Core 4.2.1 and newer, as root on the Nagios server; curl must be installed. Paths are those of most packages: the configuration may also be in /usr/local/nagios/etc or /etc/nagios4, and the user may be `nagios` or `naemon`.

            ## 1. The address

            Write this to `/etc/nagios/opencoc.curl`. It holds this integration's key:

            ```
            @file@```

            If this integration has a token in its settings, add the line `header = "Authorization: Bearer TOKEN"`. Then let only Nagios read it: `chown nagios /etc/nagios/opencoc.curl && chmod 400 /etc/nagios/opencoc.curl`

            ## 2. The script

            Write this to `/usr/local/bin/notify-by-opencoc`, and run `chmod 755 /usr/local/bin/notify-by-opencoc`:

            ```sh
            @script@```

            ## 3. Nagios

            1. In `nagios.cfg` set `enable_environment_macros=1`. The script takes all macros from there: do not put macros such as $SERVICEOUTPUT$ on the command line, what a check prints could then run as a command.
            2. Add to the object configuration, for example as `/etc/nagios/conf.d/opencoc.cfg`:

            ```
            @objects@```

            3. Add `opencoc` to the members of the contact groups that are told, for example `admins`.
            4. Check with `nagios -v /etc/nagios/nagios.cfg`, then `systemctl reload nagios`.

            ## 4. Try it

            1. As the user nagios: `NAGIOS_NOTIFICATIONTYPE=PROBLEM NAGIOS_HOSTNAME=test NAGIOS_HOSTSTATE=DOWN notify-by-opencoc; echo $?` prints 0, and the alarm "Host check" appears here. With RECOVERY and UP it recovers.
            2. Or on the page of a service with a problem: Send custom service notification.

            ## What becomes what

            - CRITICAL and DOWN critical; UNREACHABLE major; WARNING and UNKNOWN minor. A host's own problem is named "Host check".
            - FLAPPINGSTART is a minor alarm of its own, FLAPPINGSTOP its recovery. Acknowledgements and downtimes are taken and left out.
            """;

    private static final String ZH = """
            适用于 Nagios Core 4.2.1 及以上版本，以 root 在 Nagios 服务器上操作，需已安装 curl。以下为常见安装包的路径：配置也可能位于 /usr/local/nagios/etc 或 /etc/nagios4，用户可能是 `nagios` 或 `naemon`。

            ## 1. 地址

            将以下内容写入 `/etc/nagios/opencoc.curl`，其中含有本集成的密钥：

            ```
            @file@```

            如果本集成的设置中填写了令牌，再加一行 `header = "Authorization: Bearer 令牌"`。然后只允许 Nagios 读取：`chown nagios /etc/nagios/opencoc.curl && chmod 400 /etc/nagios/opencoc.curl`

            ## 2. 脚本

            将以下内容写入 `/usr/local/bin/notify-by-opencoc`，并执行 `chmod 755 /usr/local/bin/notify-by-opencoc`：

            ```sh
            @script@```

            ## 3. Nagios

            1. 在 `nagios.cfg` 中设置 `enable_environment_macros=1`，脚本从环境变量读取所有宏。不要把 $SERVICEOUTPUT$ 等宏写进命令行，否则检查的输出可能被当作命令执行。
            2. 在对象配置中添加（例如 `/etc/nagios/conf.d/opencoc.cfg`）：

            ```
            @objects@```

            3. 将 `opencoc` 加入需要通知的联系人组的成员，例如 `admins`。
            4. 用 `nagios -v /etc/nagios/nagios.cfg` 检查，再执行 `systemctl reload nagios`。

            ## 4. 测试

            1. 以 nagios 用户执行：`NAGIOS_NOTIFICATIONTYPE=PROBLEM NAGIOS_HOSTNAME=test NAGIOS_HOSTSTATE=DOWN notify-by-opencoc; echo $?`，输出 0，且此处出现告警“Host check”；改用 RECOVERY 和 UP 则恢复。
            2. 或在有问题的服务页面上使用 Send custom service notification。

            ## 字段对应

            - CRITICAL、DOWN → 紧急（critical）；UNREACHABLE → 重要（major）；WARNING、UNKNOWN → 次要（minor）。主机自身的问题名为“Host check”。
            - FLAPPINGSTART 是单独的次要告警，FLAPPINGSTOP 为其恢复。确认和停机通知会被接收但不产生告警。
            """;
}
