package io.opencoc.plugin.email;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.MailPort.Security;
import io.opencoc.api.MailPort.Server;
import io.opencoc.api.Settings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The mail server and the sender, as they are set. */
record EmailSettings(Server server, String from) {

    /** Texts for the console in English, and in Chinese under {@code x-zh}. */
    static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "required": ["host", "from"],
              "properties": {
                "host": {
                  "type": "string", "minLength": 1, "maxLength": 253, "x-destination": true,
                  "title": "Mail server", "description": "Host name of the SMTP server",
                  "x-zh": {"title": "邮件服务器", "description": "SMTP 服务器的主机名"}
                },
                "port": {
                  "type": "integer", "minimum": 1, "maximum": 65535, "default": 587, "x-destination": true,
                  "title": "Port", "description": "587 with STARTTLS, 465 with TLS, 25 without",
                  "x-zh": {"title": "端口", "description": "STARTTLS 用 587，TLS 用 465，不加密用 25"}
                },
                "security": {
                  "type": "string", "enum": ["starttls", "tls", "none"], "default": "starttls", "x-destination": true,
                  "title": "Encryption", "description": "Without encryption only for a relay on a trusted network",
                  "x-zh": {"title": "加密方式", "description": "不加密仅适用于可信网络内的中继"}
                },
                "trustAll": {
                  "type": "boolean", "default": false, "x-destination": true,
                  "title": "Accept any certificate", "description": "For test installations only",
                  "x-zh": {"title": "接受任意证书", "description": "仅用于测试环境"}
                },
                "user": {
                  "type": "string", "maxLength": 255,
                  "title": "User", "description": "Empty to send without signing in",
                  "x-zh": {"title": "用户名", "description": "留空则不登录直接发送"}
                },
                "password": {
                  "type": "string", "maxLength": 1024, "writeOnly": true,
                  "title": "Password",
                  "x-zh": {"title": "密码"}
                },
                "from": {
                  "type": "string", "minLength": 3, "maxLength": 320, "pattern": "^[^@]*[^@ <]@[^@ >]+>?$",
                  "title": "Sender", "description": "An address, or: Name <address>",
                  "x-zh": {"title": "发件人", "description": "邮件地址，或：名称 <地址>"}
                }
              }
            }
            """;

    private static final int DEFAULT_PORT = 587;

    /** The settings; a permanent failure that says what is missing or wrong. */
    static EmailSettings of(Settings settings) {
        String host = required(settings, "host", "the SMTP server's host");
        String from = required(settings, "from", "the sender's address");
        String user = given(settings, "user");
        String password = given(settings, "password");
        if (user != null && password == null) {
            throw DeliveryException.permanent(
                    "the mail server's sign-in is incomplete: 'user' is set but 'password' is not");
        }
        Server server = new Server(
                host,
                port(settings),
                security(settings),
                settings.flag("trustAll", false),
                user,
                user == null ? null : password);
        return new EmailSettings(server, from);
    }

    /** The part of the sender's address behind the @, for message ids. */
    String domain() {
        String domain = from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
        return domain.isEmpty() ? "opencoc" : domain;
    }

    private static int port(Settings settings) {
        try {
            return settings.number("port", DEFAULT_PORT);
        } catch (NumberFormatException e) {
            throw DeliveryException.permanent("the setting 'port' is not a whole number");
        }
    }

    private static Security security(Settings settings) {
        return switch (settings.text("security", "starttls").toLowerCase(Locale.ROOT)) {
            case "none" -> Security.NONE;
            case "tls" -> Security.TLS;
            case "starttls" -> Security.STARTTLS;
            default -> throw DeliveryException.permanent("the setting 'security' is none of starttls, tls, none");
        };
    }

    private static String required(Settings settings, String name, String what) {
        String value = given(settings, name);
        if (value == null) {
            throw DeliveryException.permanent("no mail server is configured: set '" + name + "', " + what
                    + ", in the settings of the channel 'email'");
        }
        return value;
    }

    private static @Nullable String given(Settings settings, String name) {
        String value = settings.text(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
