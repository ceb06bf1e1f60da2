package io.opencoc.shift;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A stand-in as clients see it. */
record StandInView(
        UUID id,
        UUID roleId,
        @Nullable String application,
        @Nullable String region,
        Person engineer,
        @Nullable Person replaces,
        Instant startsAt,
        Instant endsAt,
        @Nullable String reason,
        Person createdBy,
        Instant createdAt) {

    static StandInView of(StandIn s, Function<UUID, Person> names) {
        return new StandInView(
                s.id(),
                s.roleId(),
                Area.orNull(s.area().application()),
                Area.orNull(s.area().region()),
                names.apply(s.engineerId()),
                s.replacesId() == null ? null : names.apply(s.replacesId()),
                s.startsAt(),
                s.endsAt(),
                s.reason(),
                s.createdBy(),
                s.createdAt());
    }
}
