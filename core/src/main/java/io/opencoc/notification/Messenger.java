package io.opencoc.notification;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.Text;
import io.opencoc.engineer.Engineer;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.recipient.Resolved;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.function.Function;

/** Tells engineers for other features: the rows are written in the caller's transaction, and sent after it. Safe for all threads. */
public final class Messenger {
    private final Drafts drafts;

    Messenger(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * Tells each of them, once for an event and channel however often it is asked for.
     *
     * @param about whose {@code eventId} is the same whenever the same is told again
     * @param message in a language, {@code en} or {@code zh}; says before it who is missing
     * @param over the kinds of channels; empty for all that a person has
     */
    public Uni<Void> tell(Tx tx, Resolved to, About about, Function<String, Message> message, Set<ContactMethod> over) {
        return Multi.createFrom()
                .iterable(to.engineers())
                .onItem()
                .transformToUniAndConcatenate(engineer -> drafts.write(
                        tx,
                        engineer,
                        about,
                        said(to, engineer, message),
                        method -> over.isEmpty() || over.contains(method)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static Message said(Resolved to, Engineer engineer, Function<String, Message> message) {
        Message m = message.apply(engineer.language());
        Text missing = to.missing();
        return missing == null
                ? m
                : new Message(m.subject(), missing.in(engineer.language()) + "\n\n" + m.text(), m.facts());
    }
}
