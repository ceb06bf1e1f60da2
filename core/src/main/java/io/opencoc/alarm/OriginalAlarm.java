package io.opencoc.alarm;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import io.opencoc.kernel.json.Wire;
import io.opencoc.rule.AlarmKeys;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as it came in. What folding asks of each is at hand; the whole event is read from its block when somebody asks for it, for most
 * alarms only repeat what is known. Immutable.
 */
public final class OriginalAlarm implements AlarmKeys {
    private final UUID id;
    private final UUID integrationId;
    private final String source;
    private final Instant receivedAt;
    private final Brief brief;
    private final Supplier<AlarmEvent> rest;
    private volatile @Nullable AlarmEvent event;

    /**
     * What folding asks of an event.
     *
     * @param endsAt null when it does not say
     * @param expiresAt null when its sender always reports recovery
     * @param content see {@link AlarmWriter#content}
     */
    record Brief(
            String fingerprint,
            AlarmLevel level,
            AlarmStatus status,
            Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Instant expiresAt,
            long content) {

        static Brief of(AlarmEvent e) {
            return new Brief(
                    e.fingerprint(),
                    e.level(),
                    e.status(),
                    e.startsAt(),
                    e.endsAt(),
                    e.expiresAt(),
                    AlarmWriter.content(e));
        }
    }

    /**
     * From an event that is at hand.
     *
     * @param source the alarm source's id
     * @param receivedAt to the millisecond, the same as in the id
     */
    public OriginalAlarm(UUID id, UUID integrationId, String source, Instant receivedAt, AlarmEvent event) {
        this(id, integrationId, source, receivedAt, Brief.of(event), () -> event);
    }

    /** From a block. */
    OriginalAlarm(
            UUID id, UUID integrationId, String source, Instant receivedAt, Brief brief, Supplier<AlarmEvent> event) {
        this.id = id;
        this.integrationId = integrationId;
        this.source = source;
        this.receivedAt = receivedAt;
        this.brief = brief;
        this.rest = event;
    }

    public UUID id() {
        return id;
    }

    public UUID integrationId() {
        return integrationId;
    }

    /** The alarm source's id. */
    public String source() {
        return source;
    }

    /** To the millisecond, the same as in the id. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** The whole event, without what was sent. */
    public AlarmEvent event() {
        AlarmEvent known = event;
        if (known == null) {
            known = rest.get();
            event = known;
        }
        return known;
    }

    Brief brief() {
        return brief;
    }

    public String fingerprint() {
        return brief.fingerprint;
    }

    public AlarmStatus status() {
        return brief.status;
    }

    @Override
    public AlarmLevel level() {
        return brief.level;
    }

    /** What a forwarding rule's key stands for; empty when this alarm has none. */
    @Override
    public String value(String key) {
        AlarmEvent e = event();
        return switch (key) {
            case "alarmId" -> e.alarmId();
            case "alarmName" -> e.name();
            case "alarmLevel" -> Wire.name(e.level());
            case "time" -> e.startsAt().toString();
            case "namespace" -> text(e.namespace());
            case "region" -> text(e.region());
            case "application" -> text(e.application());
            case "resourceName" -> text(e.resourceName());
            case "resourceId" -> text(e.resourceId());
            case "alarmDesc" -> text(e.description());
            case "URL" -> text(e.url());
            case "alarmStatus" -> Wire.name(e.status());
            case "alarmSource" -> source;
            default ->
                key.startsWith("additional.") ? text(e.additional().get(key.substring("additional.".length()))) : "";
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
