package io.opencoc.kernel.trace;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of the trail. Immutable; holds no secret.
 *
 * @param name what the trail calls the operation, as {@code createTicket}
 * @param resource what it was done to
 * @param project enterprise project of the thing; null for what belongs to the tenant as a whole
 * @param outcome what came of it
 * @param changes by field, {@code {"before": …, "after": …}}; secrets masked
 * @param omitted how many more of the same were left out since the one before
 */
public record Trace(
        String name, Resource resource, @Nullable UUID project, Outcome outcome, JsonNode changes, int omitted) {

    /**
     * What something was done to.
     *
     * @param type as {@code Ticket}
     * @param id null when there is none yet
     * @param name for people; null when it is not known
     */
    public record Resource(
            String type, @Nullable String id, @Nullable String name) {}

    /**
     * What came of it.
     *
     * @param result {@code success}, {@code refused} or {@code failed}
     * @param status of the HTTP answer; null for success
     * @param detail what the caller was told; null for success
     */
    public record Outcome(
            String result,
            @Nullable Integer status,
            @Nullable String detail) {
        public static final Outcome SUCCESS = new Outcome("success", null, null);
    }

    /** What the actor's operation did to a thing. */
    static Trace of(Actor actor, Thing thing, JsonNode changes) {
        Caller.TraceName name = java.util.Objects.requireNonNull(actor.caller().trace());
        return new Trace(
                name.name(),
                new Resource(name.resource(), thing.id(), thing.name()),
                thing.project(),
                Outcome.SUCCESS,
                changes,
                0);
    }

    /**
     * A thing, as services name it to the trail.
     *
     * @param project null for what belongs to the tenant as a whole
     */
    public record Thing(
            @Nullable String id,
            @Nullable String name,
            @Nullable UUID project) {
        public static Thing of(Object id, @Nullable String name) {
            return new Thing(id.toString(), name, null);
        }

        public static Thing of(Object id, @Nullable String name, @Nullable UUID project) {
            return new Thing(id.toString(), name, project);
        }
    }
}
