package io.opencoc.plugin.huawei;

/** The settings of what comes through SMN. */
final class SmnSettings {
    static final String VERIFY = "verifySignature";
    static final String MAX_AGE = "maxAgeMinutes";
    static final String TOPICS = "topics";
    static final String CERTIFICATE_HOSTS = "certificateHosts";
    static final String CONFIRMATION_HOSTS = "confirmationHosts";

    static final int DEFAULT_MAX_AGE = 60;
    static final String DEFAULT_CERTIFICATE_HOSTS =
            "smn.*.myhuaweicloud.com, smn.*.myhuaweicloud.cn, smn.*.myhuaweicloud.eu";
    static final String DEFAULT_CONFIRMATION_HOSTS =
            "console.huaweicloud.com, console-intl.huaweicloud.com, console.eu.huaweicloud.com";

    private static final String HOST_LIST = "^[A-Za-z0-9*][A-Za-z0-9*.-]*(\\\\s*,\\\\s*[A-Za-z0-9*][A-Za-z0-9*.-]*)*$";

    private static final String PROPERTIES =
            """
                "verifySignature": {
                  "type": "boolean", "default": true, "title": "Check SMN's signature",
                  "description": "Leave it on, except for tests: off, whoever knows the integration's address can send alarms.",
                  "x-zh": {"title": "校验 SMN 签名", "description": "除测试外请保持开启：关闭后，任何知道集成地址的人都能发送告警。"}
                },
                "topics": {
                  "type": "string", "maxLength": 4000, "pattern": "^[A-Za-z0-9:_., \\\\n-]*$", "format": "textarea", "title": "Topics",
                  "description": "URNs of the SMN topics that may send here, one a line. Empty: any topic of anybody who knows the integration's address.",
                  "x-zh": {"title": "主题", "description": "允许向此处发送的 SMN 主题 URN，每行一个。留空：任何知道集成地址者的任意主题。"}
                },
                "maxAgeMinutes": {
                  "type": "integer", "minimum": 5, "maximum": 2880, "default": 60, "title": "Oldest message (min)",
                  "description": "Older messages are refused, so that a recorded one cannot be sent again later. SMN itself repeats for some minutes.",
                  "x-zh": {"title": "消息最大时长（分钟）", "description": "更早的消息会被拒绝，以防录下的消息日后被重放。SMN 自身会在数分钟内重试。"}
                },
                "certificateHosts": {
                  "type": "string", "maxLength": 1000, "pattern": "%1$s", "title": "Hosts of SMN's certificates",
                  "default": "%2$s",
                  "description": "What these hosts show as SMN's certificate is believed. Names separated by commas, * for one part. Change it for partner and private clouds only.",
                  "x-zh": {"title": "SMN 证书的主机", "description": "这些主机提供的 SMN 证书会被信任。以逗号分隔，* 代表一段。仅伙伴云和私有云需要修改。"}
                },
                "confirmationHosts": {
                  "type": "string", "maxLength": 1000, "pattern": "%1$s", "title": "Hosts that confirm subscriptions",
                  "default": "%3$s",
                  "description": "Where a subscription may be confirmed. Change it for partner and private clouds only.",
                  "x-zh": {"title": "确认订阅的主机", "description": "允许在哪些主机上确认订阅。仅伙伴云和私有云需要修改。"}
                }""".formatted(HOST_LIST, DEFAULT_CERTIFICATE_HOSTS, DEFAULT_CONFIRMATION_HOSTS);

    private SmnSettings() {}

    /** A schema with these and others. */
    static String schema(String others) {
        return "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {\n" + others
                + (others.isEmpty() ? "" : ",\n") + PROPERTIES + "\n}}";
    }
}
