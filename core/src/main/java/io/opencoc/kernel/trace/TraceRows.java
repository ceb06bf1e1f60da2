package io.opencoc.kernel.trace;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The SQL of the trail's lines. */
public final class TraceRows {
    private final Clock clock;

    public TraceRows(Clock clock) {
        this.clock = clock;
    }

    /** What the transaction's actor did to a thing. */
    public Uni<Void> insert(Tx tx, Actor actor, Trace.Thing thing, JsonNode changes) {
        return insert(tx, actor, Trace.of(actor, thing, changes));
    }

    Uni<Void> insert(Tx tx, Actor actor, Trace trace) {
        Instant now = clock.instant();
        Caller caller = actor.caller();
        Caller.Credential credential = actor.credential();
        return tx.query(
                        "INSERT INTO kernel.trace (tenant_id, id, at, name, operation, action, resource_type, resource_id, resource_name, project_id,"
                                + " result, status, detail, actor_id, actor_name, credential, credential_id, credential_name, address, agent, changes, omitted)"
                                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
                        tx.tenant(),
                        Ids.at(now),
                        now,
                        trace.name(),
                        caller.operation(),
                        caller.action(),
                        trace.resource().type(),
                        cut(trace.resource().id(), 200),
                        cut(trace.resource().name(), 200),
                        trace.project(),
                        trace.outcome().result(),
                        trace.outcome().status(),
                        cut(trace.outcome().detail(), 500),
                        actor.id(),
                        Objects.requireNonNull(cut(actor.label(), 200)),
                        credential.kind(),
                        credential.id(),
                        credential.name(),
                        Objects.requireNonNull(cut(caller.address(), 64)),
                        Objects.requireNonNull(cut(caller.agent(), 200)),
                        Json.write(trace.changes()),
                        trace.omitted())
                .replaceWithVoid();
    }

    /** Cut, and without the one character that PostgreSQL's texts cannot have. */
    private static @Nullable String cut(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        String clean = text.indexOf(0) < 0 ? text : text.replace("\0", "");
        return clean.length() <= most ? clean : clean.substring(0, most);
    }
}
