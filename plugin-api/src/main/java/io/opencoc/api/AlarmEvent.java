package io.opencoc.api;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One alarm as one monitoring system reported it once: an original alarm. The fields are the keys of forwarding rules.
 *
 * <p>The server cuts texts that are longer than its limits (name 255, other texts 1,024, description 4,096 characters) and
 * keeps at most 64 additional entries; {@code raw} keeps what was sent, up to 65,536 characters.
 *
 * <p>Threading: immutable as long as nobody changes {@code additional}; safe for all threads.
 *
 * @param fingerprint what makes two events the same alarm, within one integration; at most 128 characters
 * @param alarmId the sender's own id of the alarm, else the fingerprint
 * @param name what fires
 * @param level how bad it is
 * @param status fires or recovered
 * @param startsAt when this occurrence began; events with the same fingerprint and start are the same occurrence
 * @param endsAt when it recovered; only with status {@link AlarmStatus#OK}
 * @param expiresAt when a firing alarm counts as recovered unless it is sent again; null when the sender always reports recovery
 * @param namespace of the service
 * @param region where
 * @param application of what
 * @param resourceName the thing that has the problem
 * @param resourceId its id
 * @param description for people
 * @param url the alarm in the sender's own console
 * @param additional all else, by name: {@code additional.<name>} in rules
 * @param raw the entry as it was sent, JSON or other text
 * @since 1.0
 */
public record AlarmEvent(
        String fingerprint,
        String alarmId,
        String name,
        AlarmLevel level,
        AlarmStatus status,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Instant expiresAt,
        @Nullable String namespace,
        @Nullable String region,
        @Nullable String application,
        @Nullable String resourceName,
        @Nullable String resourceId,
        @Nullable String description,
        @Nullable String url,
        Map<String, String> additional,
        String raw) {

    /** A builder for an event with this identity and name. */
    public static Builder builder(String fingerprint, String name) {
        return new Builder(fingerprint, name);
    }

    /** Collects the fields of an event, which have the names of its components; not safe for several threads. */
    public static final class Builder {
        private final String fingerprint;
        private final String name;
        private @Nullable String alarmId;
        private AlarmLevel level = AlarmLevel.MAJOR;
        private AlarmStatus status = AlarmStatus.ALARM;
        private @Nullable Instant startsAt;
        private @Nullable Instant endsAt;
        private @Nullable Instant expiresAt;
        private @Nullable String namespace;
        private @Nullable String region;
        private @Nullable String application;
        private @Nullable String resourceName;
        private @Nullable String resourceId;
        private @Nullable String description;
        private @Nullable String url;
        private Map<String, String> additional = Map.of();
        private String raw = "";

        private Builder(String fingerprint, String name) {
            this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Left out or null: the fingerprint. */
        public Builder alarmId(@Nullable String value) {
            alarmId = value;
            return this;
        }

        /** Left out: {@link AlarmLevel#MAJOR}. */
        public Builder level(AlarmLevel value) {
            level = value;
            return this;
        }

        /** Left out: {@link AlarmStatus#ALARM}. */
        public Builder status(AlarmStatus value) {
            status = value;
            return this;
        }

        /** Needed. */
        public Builder startsAt(Instant value) {
            startsAt = value;
            return this;
        }

        /** When it recovered; only with status {@link AlarmStatus#OK}. */
        public Builder endsAt(@Nullable Instant value) {
            endsAt = value;
            return this;
        }

        /** When it counts as recovered unless it is sent again. */
        public Builder expiresAt(@Nullable Instant value) {
            expiresAt = value;
            return this;
        }

        /** Of the service. */
        public Builder namespace(@Nullable String value) {
            namespace = value;
            return this;
        }

        /** Where. */
        public Builder region(@Nullable String value) {
            region = value;
            return this;
        }

        /** Of what. */
        public Builder application(@Nullable String value) {
            application = value;
            return this;
        }

        /** The thing that has the problem. */
        public Builder resourceName(@Nullable String value) {
            resourceName = value;
            return this;
        }

        /** Its id. */
        public Builder resourceId(@Nullable String value) {
            resourceId = value;
            return this;
        }

        /** For people. */
        public Builder description(@Nullable String value) {
            description = value;
            return this;
        }

        /** The alarm in the sender's own console. */
        public Builder url(@Nullable String value) {
            url = value;
            return this;
        }

        /** The map is kept as it is: do not change it afterwards. */
        public Builder additional(Map<String, String> value) {
            additional = value;
            return this;
        }

        /** The entry as it was sent; left out: empty. */
        public Builder raw(String value) {
            raw = value;
            return this;
        }

        /**
         * The event.
         *
         * @throws IllegalStateException without {@code startsAt}
         */
        public AlarmEvent build() {
            if (startsAt == null) {
                throw new IllegalStateException("startsAt is missing");
            }
            return new AlarmEvent(
                    fingerprint,
                    alarmId == null ? fingerprint : alarmId,
                    name,
                    level,
                    status,
                    startsAt,
                    endsAt,
                    expiresAt,
                    namespace,
                    region,
                    application,
                    resourceName,
                    resourceId,
                    description,
                    url,
                    additional,
                    raw);
        }
    }
}
