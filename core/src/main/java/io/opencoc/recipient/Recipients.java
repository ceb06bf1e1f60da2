package io.opencoc.recipient;

import io.opencoc.kernel.http.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be told. Of one type only what belongs to it is said.
 *
 * @param engineerIds of individuals, each once
 * @param scenarioId of a shift
 * @param roleIds of a shift: at least one role of the scenario
 */
public record Recipients(
        Type type,
        @Nullable List<UUID> engineerIds,
        @Nullable UUID scenarioId,
        @Nullable List<UUID> roleIds) {

    /** The kinds of recipients. */
    public enum Type {
        /** Whoever owns the ticket at that moment. */
        OWNER,
        INDIVIDUALS,
        /** Whoever is on duty at that moment. */
        SHIFT
    }

    public static final Recipients OWNER = new Recipients(Type.OWNER, null, null, null);

    public Recipients {
        engineerIds =
                engineerIds == null ? null : engineerIds.stream().distinct().toList();
        roleIds = roleIds == null ? null : roleIds.stream().distinct().toList();
    }

    /** These engineers. */
    public static Recipients of(List<UUID> engineers) {
        return new Recipients(Type.INDIVIDUALS, engineers, null, null);
    }

    /** Whoever is on duty in these roles. */
    public static Recipients of(UUID scenario, List<UUID> roles) {
        return new Recipients(Type.SHIFT, null, scenario, roles);
    }

    List<UUID> people() {
        return engineerIds == null ? List.of() : engineerIds;
    }

    List<UUID> roles() {
        return roleIds == null ? List.of() : roleIds;
    }

    /**
     * Checks that what the type needs is there, and nothing else.
     *
     * @param field where it stands in the request
     * @throws Problem at the wrong field
     */
    void check(String field) {
        needs(type == Type.INDIVIDUALS, !people().isEmpty(), engineerIds != null, field + ".engineerIds");
        needs(type == Type.SHIFT, scenarioId != null, scenarioId != null, field + ".scenarioId");
        needs(type == Type.SHIFT, !roles().isEmpty(), roleIds != null, field + ".roleIds");
    }

    private static void needs(boolean wanted, boolean there, boolean said, String field) {
        if (wanted && !there) {
            throw Problem.invalid(field, "is needed for this type of recipients");
        }
        if (!wanted && said) {
            throw Problem.invalid(field, "does not belong to this type of recipients");
        }
    }
}
