package io.opencoc.kernel.access;

import io.opencoc.kernel.http.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something: a signed-in user, or the system itself. Immutable.
 *
 * @param tenant the tenant, whose rows alone are seen
 * @param tenantName of the tenant
 * @param id of the user; null for the system
 * @param login the name that they sign in with; null for what has none, and for users of another tenant
 * @param name for people
 * @param access what they may do
 * @param credential with what they identified themselves
 * @param caller from where and for what they call
 */
public record Actor(
        UUID tenant,
        String tenantName,
        @Nullable UUID id,
        @Nullable String login,
        String name,
        Access access,
        Caller.Credential credential,
        Caller caller) {

    /** The tenant whose users run the installation. */
    public static final String OPERATOR = "default";

    /** Somebody whose name tells them apart by itself. */
    public Actor(
            UUID tenant,
            String tenantName,
            @Nullable UUID id,
            String name,
            Access access,
            Caller.Credential credential,
            Caller caller) {
        this(tenant, tenantName, id, null, name, access, credential, caller);
    }

    /** The system itself, for work that no user asked for. */
    public static Actor system(UUID tenant) {
        return new Actor(tenant, "", null, "System", Access.ALL, Caller.Credential.SYSTEM, Caller.system());
    }

    /** The same one, in a request. */
    public Actor calling(Caller request) {
        return new Actor(tenant, tenantName, id, login, name, access, credential, request);
    }

    /** The same one, with other permissions. */
    public Actor with(Access other) {
        return new Actor(tenant, tenantName, id, login, name, other, credential, caller);
    }

    /** For people who must tell namesakes apart, as {@code Anna Li (anna)}. */
    public String label() {
        return Person.label(name, login);
    }

    /**
     * Refuses what the actor may not do to the tenant as a whole, which is more than to things of some enterprise projects.
     *
     * @param action as {@code coc:engineer:create}
     */
    public void require(String action) {
        require(action, Target.TENANT);
    }

    /**
     * Refuses what the actor may not do to this thing. Services ask before they change; what the actor may not see either is
     * {@linkplain Problem#notFound not found} to them.
     */
    public void require(String action, Target target) {
        if (!may(action, target)) {
            throw Problem.forbidden(action);
        }
    }

    /**
     * Refuses what the actor may not do to this thing that was found: what they may not get either is not there for them.
     *
     * @param what for people, as {@code incident}
     * @param name of the thing, for the trail
     */
    public void require(String action, Target target, String what, String name) {
        if (!may(action, target)) {
            String get = action.substring(0, action.lastIndexOf(':')) + ":get";
            throw (may(get, target) ? Problem.forbidden(action) : Problem.notFound(what)).about(name);
        }
    }

    /** Refuses an action that the actor may do to nothing at all. */
    public void requireSome(String action) {
        if (!access.some(action, caller)) {
            throw Problem.forbidden(action);
        }
    }

    /** Refuses everybody but the users of the tenant that runs the installation. */
    public void requireOperator() {
        if (!isOperator()) {
            throw Problem.of(
                    Problem.Kind.FORBIDDEN, "This is for users of the tenant " + OPERATOR + ", which runs the server.");
        }
    }

    /** Whether this is a user of the tenant that runs the installation; others who act in it by an agency are not. */
    public boolean isOperator() {
        return tenantName.equals(OPERATOR) && !credential.kind().equals("agency");
    }

    /** Whether the actor may do this to the thing. */
    public boolean may(String action, Target target) {
        return access.decide(action, caller, target).allowed();
    }

    /** The things to which the actor may do this: lists show and count no others. */
    public Scope scope(String action) {
        return access.scope(action, caller);
    }
}
