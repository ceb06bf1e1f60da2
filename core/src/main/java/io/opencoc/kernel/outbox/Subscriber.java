package io.opencoc.kernel.outbox;

import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Someone who must learn of events, even after a crash.
 *
 * @param name stable: it is kept in the database
 * @param types of events, as {@code incident.created}
 * @param eventClass what the payload is read as: the record, or a sealed interface whose records have distinct {@link DomainEvent#type}s
 * @param blocks whether an event that finally failed holds back the later ones of the same thing
 * @param handler does its work in the transaction that also takes the event off the outbox: exactly once, as long as it only writes to the
 *     database. It must not call anything outside
 */
public record Subscriber<E extends DomainEvent>(
        String name, Set<String> types, Class<E> eventClass, boolean blocks, BiFunction<Tx, E, Uni<Void>> handler) {}
