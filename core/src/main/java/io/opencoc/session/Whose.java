package io.opencoc.session;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Problem;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Of whom sessions or tokens are asked for.
 *
 * @param user null for all users of the tenant
 */
record Whose(@Nullable UUID user, int offset, int size) {

    static Whose of(Call call) {
        UUID user = call.uuid("userId");
        boolean own = user == null && call.textOf("of").equals("own");
        return new Whose(own ? own(call.who()) : user, call.offset(), call.number("size"));
    }

    /** Refuses an actor who asks for what is another's without the action, and a token that asks for its user's own. */
    void permit(Actor actor, String action) {
        if (own(actor).equals(user)) {
            requireSession(actor);
        } else {
            actor.require(action);
        }
    }

    /**
     * Refuses to end another's session or token without the action.
     *
     * @param owner whose it is
     * @param what for people, as {@code session}
     * @param name of it, for the trail
     */
    static void permitEnd(Actor actor, UUID owner, String list, String end, String what, String name) {
        if (own(actor).equals(owner)) {
            requireSession(actor);
        } else if (!actor.may(end, Target.TENANT)) {
            throw (actor.may(list, Target.TENANT) ? Problem.forbidden(end) : Problem.notFound(what)).about(name);
        }
    }

    /** Refuses API tokens and agencies, which neither make other credentials nor end them for their user. */
    static void requireSession(Actor actor) {
        if (!actor.credential().kind().equals("session")) {
            throw Problem.of(
                    Problem.Kind.FORBIDDEN,
                    "This can only be done in a session of one's own, not with an API token or by an agency.");
        }
    }

    private static UUID own(Actor actor) {
        return Objects.requireNonNull(actor.id());
    }
}
