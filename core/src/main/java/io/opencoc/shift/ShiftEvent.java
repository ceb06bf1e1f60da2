package io.opencoc.shift;

import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.outbox.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happened to a scenario. */
public sealed interface ShiftEvent extends DomainEvent {
    String HANDED_OVER = "shift.handedOver";

    /**
     * Some role went over from some people to others; told once for each scenario and instant, within a second of it. What a server that was
     * down has missed is told as one hand-over.
     *
     * @param scenario id and name
     * @param at when it was due
     * @param changes of all roles and areas that have other people now
     */
    record HandedOver(UUID eventId, Person scenario, Instant at, List<Change> changes) implements ShiftEvent {
        @Override
        public UUID aggregateId() {
            return java.util.Objects.requireNonNull(scenario.id());
        }

        @Override
        public long version() {
            return at.toEpochMilli();
        }

        @Override
        public String type() {
            return HANDED_OVER;
        }
    }

    /**
     * One role in one area.
     *
     * @param role id and name
     * @param from who went off duty
     * @param to who came on duty; nobody, and nobody stays, is an uncovered role
     * @param staying who was on duty and still is
     */
    record Change(Person role, Area area, List<Person> from, List<Person> to, List<Person> staying) {}
}
