package io.opencoc.plugin.webhook;

import io.opencoc.api.Text;
import java.util.StringJoiner;

/** The settings of a mapping as JSON Schema, with texts for the console. */
final class MappingSchema {
    private static final Text EXPRESSION = new Text(
            "A path as labels.host, choices as title | name, or a template as ${host}: ${title}.",
            "路径（如 labels.host）、备选（如 title | name）或模板（如 ${host}: ${title}）。");

    private MappingSchema() {}

    /** @param events whether the JSON is the data of CloudEvents */
    static String of(boolean events) {
        StringJoiner properties = new StringJoiner(",");
        for (Field field : Field.values()) {
            Text title = title(field);
            Text more = more(field);
            properties.add(property(
                    field.setting,
                    title,
                    new Text(
                            (field == Field.ALARMS ? "" : EXPRESSION.en() + " ") + more.en() + " When empty: "
                                    + field.examples() + " and the like" + (events ? ", then the event itself." : "."),
                            (field == Field.ALARMS ? "" : EXPRESSION.zh()) + more.zh() + "留空时查找：" + field.examples()
                                    + " 等" + (events ? "，然后查找事件本身。" : "。")),
                    false));
            if (field == Field.LEVEL) {
                properties.add(levels());
            } else if (field == Field.STATUS) {
                properties.add(statuses());
            } else if (field == Field.TIME) {
                properties.add(timeZone());
            }
        }
        properties.add(additional());
        return "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
                + "\"additionalProperties\":false,\"properties\":{" + properties + "}}";
    }

    private static String levels() {
        return property(
                Mapping.LEVELS,
                new Text("Levels", "级别对照"),
                new Text(
                        "What the sender's words mean, as critical=CRITICAL, 2=MAJOR, *=MINOR; * is all others."
                                + " Levels: CRITICAL, MAJOR, MINOR, SUGGESTION. Common words are known; unknown ones are MAJOR.",
                        "发送方用词的含义，如 critical=CRITICAL, 2=MAJOR, *=MINOR；* 表示其余所有。"
                                + "级别：CRITICAL（紧急）、MAJOR（重要）、MINOR（次要）、SUGGESTION（提示）。常用词无需设置；未知词按 MAJOR 处理。"),
                true);
    }

    private static String statuses() {
        return property(
                Mapping.STATUSES,
                new Text("Statuses", "状态对照"),
                new Text(
                        "What the sender's words mean, as down=ALARM, 0=OK; * is all others. Common words are known; unknown ones are ALARM.",
                        "发送方用词的含义，如 down=ALARM, 0=OK；* 表示其余所有。ALARM 为告警，OK 为恢复。常用词无需设置；未知词按 ALARM 处理。"),
                true);
    }

    private static String timeZone() {
        return property(
                Mapping.TIME_ZONE,
                new Text("Time zone", "时区"),
                new Text(
                        "Of times that name none, as Asia/Shanghai or +08:00. When empty: UTC.",
                        "用于没有时区的时间，如 Asia/Shanghai 或 +08:00。留空为 UTC。"),
                false);
    }

    private static String additional() {
        return property(
                Mapping.ADDITIONAL,
                new Text("Additional fields", "附加字段"),
                new Text(
                        "What else is kept: paths, or name = path, separated by commas; * is all that has become no field. When empty: *."
                                + " A single - keeps nothing.",
                        "另外保留的内容：路径，或 名称 = 路径，以逗号分隔；* 表示所有未成为字段的内容。留空为 *。单独的 - 表示不保留。"),
                true);
    }

    private static String property(String name, Text title, Text description, boolean area) {
        return "%s:{\"type\":\"string\",\"maxLength\":%d,%s\"title\":%s,\"description\":%s,\"x-zh\":{\"title\":%s,\"description\":%s}}"
                .formatted(
                        JsonText.quoted(name),
                        Mapping.MAX_SETTING,
                        area ? "\"format\":\"textarea\"," : "",
                        JsonText.quoted(title.en()),
                        JsonText.quoted(description.en()),
                        JsonText.quoted(title.zh()),
                        JsonText.quoted(description.zh()));
    }

    private static Text title(Field field) {
        return switch (field) {
            case ALARMS -> new Text("Alarms", "告警数组");
            case NAME -> new Text("Name", "名称");
            case LEVEL -> new Text("Level", "级别");
            case STATUS -> new Text("Status", "状态");
            case STARTS_AT -> new Text("Start", "开始时间");
            case ENDS_AT -> new Text("End", "结束时间");
            case TIME -> new Text("Time", "发生时间");
            case FINGERPRINT -> new Text("Fingerprint", "指纹");
            case ALARM_ID -> new Text("Alarm ID", "告警 ID");
            case DESCRIPTION -> new Text("Description", "描述");
            case RESOURCE_NAME -> new Text("Resource name", "资源名称");
            case RESOURCE_ID -> new Text("Resource ID", "资源 ID");
            case APPLICATION -> new Text("Application", "应用");
            case REGION -> new Text("Region", "区域");
            case NAMESPACE -> new Text("Namespace", "命名空间");
            case URL -> new Text("Link", "链接");
        };
    }

    private static Text more(Field field) {
        return switch (field) {
            case ALARMS ->
                new Text(
                        "Path to the array of alarms, as data.alerts; $ is the whole body as one alarm. In other fields $.x is x of the whole body.",
                        "告警数组的路径，如 data.alerts；$ 表示整个请求体为一条告警。在其他字段中，$.x 表示整个请求体中的 x。");
            case FINGERPRINT ->
                new Text(
                        "What is the same when an alarm fires again and when it recovers; without one it is made of name, resource, application, region and namespace.",
                        "同一告警再次触发和恢复时保持不变的值；没有时由名称、资源、应用、区域和命名空间生成。");
            case TIME ->
                new Text(
                        "The start if the alarm fires, the end if it recovered, where those are not sent.",
                        "没有开始或结束时间时：告警时作为开始时间，恢复时作为结束时间。");
            case STARTS_AT, ENDS_AT ->
                new Text("RFC 3339, or seconds or milliseconds since 1970.", "RFC 3339，或自 1970 年起的秒或毫秒。");
            default -> new Text("", "");
        };
    }
}
