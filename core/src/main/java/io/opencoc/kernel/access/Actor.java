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
 * @param name for people
 * @param actions what they may do
 */
public record Actor(
        UUID tenant, String tenantName, @Nullable UUID id, String name, Actions actions) {

    /** The system itself, for work that no user asked for. */
    public static Actor system(UUID tenant) {
        return new Actor(tenant, "", null, "System", Actions.ALL);
    }

    /**
     * Refuses what the actor may not do.
     *
     * @param action as {@code coc:incident:accept}
     */
    public void require(String action) {
        if (!actions.allow(action)) {
            throw Problem.forbidden(action);
        }
    }
}
