package io.opencoc.project;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says in which project a new or moved thing goes, for the features whose things belong to projects; within their transactions. */
public final class Placement {
    private static final String FIELD = "projectId";

    private final ProjectRepository repository;
    private final ProjectService projects;

    Placement(ProjectRepository repository, ProjectService projects) {
        this.repository = repository;
        this.projects = projects;
    }

    /** See {@link ProjectService#keeps}. */
    public void keeps(Kept kept) {
        projects.keeps(kept);
    }

    /**
     * Where a new thing goes: where it says, else into the default project. The project cannot be deleted until the transaction ends.
     *
     * @param action that the actor must be allowed to do there
     * @return fails with a problem that names the field when that is nowhere for this actor
     */
    public Uni<UUID> of(Tx tx, Actor actor, String action, @Nullable UUID wanted) {
        return of(tx, actor, action, wanted, "");
    }

    /**
     * As {@link #of(Tx, Actor, String, UUID)}.
     *
     * @param under where the field stands: empty, or a path that ends with a dot
     */
    public Uni<UUID> of(Tx tx, Actor actor, String action, @Nullable UUID wanted, String under) {
        UUID project = wanted == null ? actor.tenant() : wanted;
        if (!actor.may(action, Target.of(project, null))) {
            throw wanted == null
                    ? Problem.invalid(
                            under + FIELD,
                            "is missing: name an enterprise project, for in the default one " + action
                                    + " is not allowed to you")
                    : nowhere(under, action);
        }
        return repository.hold(tx, project).map(found -> {
            if (found == null) {
                throw nowhere(under, action);
            }
            if (!found.enabled()) {
                throw Problem.invalid(
                        under + FIELD, "is the disabled project " + found.name() + ": nothing new comes into it");
            }
            return project;
        });
    }

    /** Where a known thing goes: it stays when nothing else is said. Whether the actor may do the action where it is was asked before. */
    public Uni<UUID> move(Tx tx, Actor actor, String action, UUID from, @Nullable UUID wanted) {
        return wanted == null || wanted.equals(from) ? Uni.createFrom().item(from) : of(tx, actor, action, wanted);
    }

    /** The same words whether there is no such project or the actor may do nothing there: that it exists is not theirs to know. */
    private static Problem nowhere(String under, String action) {
        return Problem.invalid(under + FIELD, "is not an enterprise project in which " + action + " is allowed to you");
    }
}
