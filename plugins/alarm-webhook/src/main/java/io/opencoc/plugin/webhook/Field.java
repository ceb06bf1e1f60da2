package io.opencoc.plugin.webhook;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a mapping that are expressions: their names, and what is used of JSON's and of CloudEvents' many customs when they are not set. The
 * texts are in {@link MappingSchema}.
 */
enum Field {
    ALARMS("alarms", "alerts|alarms", ""),
    NAME(
            "name",
            "title|name|alertname|alert_name|alertName|alarm_name|alarmName|rule_name|ruleName|labels.alertname"
                    + "|event_name|eventName|check_name|checkName|subject|summary|message|msg|text",
            ""),
    LEVEL(
            "level",
            "severity|level|priority|labels.severity|labels.level|labels.priority|alert_level|alertLevel|alarm_level"
                    + "|alarmLevel|urgency",
            "$.severity|$.level|$.priority"),
    STATUS(
            "status",
            "status|state|alert_status|alertStatus|alert_state|alertState|alarm_status|alarmStatus|alarm_state|alarmState"
                    + "|event_action|eventAction",
            "$.status|$.state"),
    STARTS_AT(
            "startsAt",
            "startsAt|starts_at|startTime|start_time|startedAt|started_at|activeAt|active_at|firstSeen|first_seen|since"
                    + "|createdAt|created_at",
            ""),
    ENDS_AT(
            "endsAt",
            "endsAt|ends_at|endTime|end_time|endedAt|ended_at|resolvedAt|resolved_at|recoveredAt|recovered_at|closedAt"
                    + "|closed_at|clearedAt|cleared_at",
            ""),
    TIME(
            "time",
            "timestamp|time|[\"@timestamp\"]|eventTime|event_time|occurredAt|occurred_at|datetime|date|updatedAt|updated_at",
            "$.time"),
    FINGERPRINT(
            "fingerprint",
            "fingerprint|dedup_key|dedupKey|dedupkey|dedupe_key|alert_key|alertKey|incident_key|alarm_id|alarmId|alert_id"
                    + "|alertId|problem_id|problemId|alias",
            "$.dedupkey|$.fingerprint"),
    ALARM_ID("alarmId", "alarm_id|alarmId|alert_id|alertId|problem_id|problemId|event_id|eventId|id|uid", ""),
    DESCRIPTION(
            "description",
            "description|message|msg|text|body|details|detail|content|annotations.description|annotations.message"
                    + "|annotations.summary|summary",
            "$.data"),
    RESOURCE_NAME(
            "resourceName",
            "resource.name|resource_name|resourceName|host.name|host|hostname|host_name|hostName|instance|node|server"
                    + "|device|target|labels.instance|labels.host|labels.pod|labels.node|entity|resource",
            "$.subject"),
    RESOURCE_ID(
            "resourceId",
            "resource.id|resource_id|resourceId|instance_id|instanceId|host_id|hostId|labels.resource_id|labels.instance_id",
            ""),
    APPLICATION(
            "application",
            "application|app|service.name|service|app_name|appName|service_name|serviceName|labels.application|labels.app"
                    + "|labels.service",
            ""),
    REGION(
            "region",
            "region|resource.region|labels.region|zone|availability_zone|labels.zone|datacenter|labels.datacenter",
            ""),
    NAMESPACE("namespace", "namespace|resource.namespace|labels.namespace", ""),
    URL("url", "url|link|href|alert_url|alertUrl|alertURL|generatorURL|dashboardURL|panelURL|permalink|web_url", "");

    final String setting;
    private final String customs;
    private final String eventCustoms;

    Field(String setting, String customs, String eventCustoms) {
        this.setting = setting;
        this.customs = customs;
        this.eventCustoms = eventCustoms;
    }

    /**
     * The expression that applies when the setting is empty.
     *
     * @param events whether the JSON is the data of a CloudEvent
     */
    String otherwise(boolean events) {
        return !events || eventCustoms.isEmpty() ? customs : customs + "|" + eventCustoms;
    }

    /** The first few of {@link #otherwise} for people: paths, separated by commas. */
    String examples() {
        List<String> examples = new ArrayList<>(List.of(customs.split("\\|")));
        return String.join(", ", examples.subList(0, Math.min(5, examples.size())));
    }
}
