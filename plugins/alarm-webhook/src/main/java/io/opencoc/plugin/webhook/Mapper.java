package io.opencoc.plugin.webhook;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.plugin.webhook.Node.Kind;
import io.opencoc.plugin.webhook.Node.Leaf;
import io.opencoc.plugin.webhook.Node.Obj;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one alarm of one object by a mapping. For one alarm. */
final class Mapper {
    private static final int MAX_TEXT = 4096;
    private static final List<String> RECOVERED =
            List.of("resolved", "recovered", "isResolved", "is_resolved", "cleared");
    private static final List<String> FIRING = List.of("firing", "active", "triggered", "isActive", "is_active");

    private final Mapping mapping;
    private final Surroundings around;
    private final Obj alarm;
    private final Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());

    Mapper(Mapping mapping, Surroundings around, Obj alarm) {
        this.mapping = mapping;
        this.around = around;
        this.alarm = alarm;
    }

    /** The alarm; {@code raw} is its text as it was sent. */
    AlarmEvent event(String raw) throws BadAlarmException {
        String name = name();
        Leaf severity = single(Field.LEVEL);
        Instant endsAt = time(Field.ENDS_AT);
        AlarmStatus status = status(severity, endsAt);
        boolean recovered = status == AlarmStatus.OK;
        Instant time = time(Field.TIME);
        Instant startsAt = time(Field.STARTS_AT);
        if (recovered && endsAt == null) {
            endsAt = time == null ? around.now() : time;
        }
        if (startsAt == null) {
            startsAt = recovered || time == null ? around.now() : time;
            startsAt = recovered && endsAt != null && endsAt.isBefore(startsAt) ? endsAt : startsAt;
        } else if (recovered && endsAt != null && endsAt.isBefore(startsAt)) {
            throw new BadAlarmException("it ends at " + endsAt + ", before it starts at " + startsAt);
        }
        String resourceName = text(Field.RESOURCE_NAME);
        String resourceId = text(Field.RESOURCE_ID);
        String application = text(Field.APPLICATION);
        String region = text(Field.REGION);
        String namespace = text(Field.NAMESPACE);
        String fingerprint = fingerprint();
        if (fingerprint == null) {
            fingerprint =
                    Fingerprint.of(around.identity(), name, resourceName, resourceId, application, region, namespace);
        }
        return AlarmEvent.builder(Fingerprint.fitting(fingerprint), name)
                .alarmId(alarmId(fingerprint))
                .level(level(severity))
                .status(status)
                .startsAt(startsAt)
                .endsAt(recovered ? endsAt : null)
                .resourceName(resourceName)
                .resourceId(resourceId)
                .application(application)
                .region(region)
                .namespace(namespace)
                .description(text(Field.DESCRIPTION))
                .url(text(Field.URL))
                .additional(additional())
                .raw(raw)
                .build();
    }

    private String name() throws BadAlarmException {
        String name = text(Field.NAME);
        if (name == null) {
            name = around.name();
        }
        if (name == null) {
            throw new BadAlarmException(missing(Field.NAME, "it has no name"));
        }
        return name;
    }

    private @Nullable String fingerprint() throws BadAlarmException {
        String fingerprint = text(Field.FINGERPRINT);
        if (fingerprint == null && mapping.given().contains(Field.FINGERPRINT)) {
            throw new BadAlarmException(missing(Field.FINGERPRINT, "it has no fingerprint"));
        }
        return fingerprint;
    }

    private @Nullable String alarmId(String fingerprint) {
        String id = text(Field.ALARM_ID);
        return id == null ? fingerprint : id;
    }

    private String missing(Field field, String what) {
        return what + ": nothing is where the setting '" + field.setting + "' "
                + (mapping.given().contains(field) ? "says" : "would look (" + field.examples() + ", …)")
                + "; the alarm has " + JsonText.names(alarm);
    }

    private @Nullable Node find(Field field) {
        return mapping.of(field).find(alarm, around.root(), !mapping.given().contains(field));
    }

    private @Nullable String text(Field field) {
        Node node = find(field);
        if (node == null) {
            return null;
        }
        use(field, node);
        return JsonText.plain(node, MAX_TEXT);
    }

    /** A single value; one of a given mapping that is none is an error. */
    private @Nullable Leaf single(Field field) throws BadAlarmException {
        Node node = find(field);
        if (node == null || node instanceof Leaf) {
            return (Leaf) node;
        }
        throw new BadAlarmException("setting '" + field.setting + "': what is there is " + node.described()
                + ", not a single value: " + JsonText.shown(JsonText.compact(node, 200)));
    }

    private void use(Field field, Node node) {
        if (mapping.of(field).isWhole()) {
            used.add(node);
        }
    }

    private AlarmLevel level(@Nullable Leaf severity) {
        AlarmLevel level = severity == null ? null : mapping.levels().get(severity.text());
        if (level == null && severity != null) {
            level = Vocabulary.level(severity.text());
        }
        if (level == null || severity == null) {
            return AlarmLevel.MAJOR;
        }
        use(Field.LEVEL, severity);
        return level;
    }

    private AlarmStatus status(@Nullable Leaf severity, @Nullable Instant endsAt) throws BadAlarmException {
        Leaf word = single(Field.STATUS);
        if (word != null) {
            AlarmStatus status = mapping.statuses().get(word.text());
            if (status == null && word.kind() == Kind.BOOLEAN) {
                throw new BadAlarmException("the status is " + word.text()
                        + ", which may mean either: say it in the setting 'statuses', as true=ALARM, false=OK");
            }
            if (status == null) {
                status = Vocabulary.status(word.text());
            }
            if (status != null) {
                use(Field.STATUS, word);
                return status;
            }
            return AlarmStatus.ALARM; // the word stays to be seen among the additional entries
        }
        if (!mapping.given().contains(Field.STATUS)) {
            AlarmStatus status = flag(RECOVERED, AlarmStatus.OK, AlarmStatus.ALARM);
            status = status == null ? flag(FIRING, AlarmStatus.ALARM, AlarmStatus.OK) : status;
            if (status != null) {
                return status;
            }
            if (severity != null && Vocabulary.level(severity.text()) == null && isOk(severity)) {
                return AlarmStatus.OK;
            }
        }
        if (around.status() != null) {
            return around.status();
        }
        return endsAt != null && !endsAt.isAfter(around.now()) ? AlarmStatus.OK : AlarmStatus.ALARM;
    }

    /** Some systems say by the severity that it is over. */
    private boolean isOk(Leaf severity) {
        return mapping.levels().get(severity.text()) == null && Vocabulary.status(severity.text()) == AlarmStatus.OK;
    }

    private @Nullable AlarmStatus flag(List<String> names, AlarmStatus whenTrue, AlarmStatus whenFalse) {
        for (String name : names) {
            if (alarm.get(name) instanceof Leaf leaf && leaf.kind() == Kind.BOOLEAN) {
                used.add(leaf);
                return leaf.text().equals("true") ? whenTrue : whenFalse;
            }
        }
        return null;
    }

    /** A time; one that cannot be read is an error where the settings say that it stands there, else passed over. */
    private @Nullable Instant time(Field field) throws BadAlarmException {
        Leaf leaf = single(field);
        if (leaf == null) {
            return null;
        }
        try {
            Instant time = Times.parse(leaf.text(), mapping.zone());
            use(field, leaf);
            return time;
        } catch (DateTimeException e) {
            if (!mapping.given().contains(field)) {
                return null;
            }
            throw new BadAlarmException("setting '" + field.setting + "': " + JsonText.shown(leaf.text())
                    + " is not a time of the years 1970 to 9999: RFC 3339, or seconds or milliseconds since 1970");
        }
    }

    private Map<String, String> additional() {
        Map<String, String> additional = new LinkedHashMap<>();
        if (mapping.additional().rest()) {
            around.extra().forEach((name, node) -> {
                if (!node.isAbsent() && !used.contains(node) && additional.size() < Additional.MAX_ENTRIES) {
                    additional.put(name, JsonText.plain(node, MAX_TEXT));
                }
            });
        }
        mapping.additional().collect(alarm, around.root(), used, additional);
        return additional;
    }
}
