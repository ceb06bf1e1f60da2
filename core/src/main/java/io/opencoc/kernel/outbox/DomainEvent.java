package io.opencoc.kernel.outbox;

import java.util.UUID;

/** Something that happened to one thing, as an immutable record that JSON can carry. Features declare theirs as a sealed interface. */
public interface DomainEvent {

    /** The id of this event: subscribers use it to do nothing twice. */
    UUID eventId();

    /** The thing. */
    UUID aggregateId();

    /** The thing's version after the change: events of one thing reach a subscriber in this order. */
    long version();

    /** {@code <feature>.<name>}, as {@code incident.created}. */
    String type();
}
