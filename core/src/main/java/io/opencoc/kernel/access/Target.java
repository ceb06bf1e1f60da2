package io.opencoc.kernel.access;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an action is done to. Immutable.
 *
 * @param project the enterprise project that it belongs to; null for what belongs to the tenant as a whole
 * @param id of the thing; null for one that is not made yet
 * @param tags of the thing
 */
public record Target(@Nullable UUID project, @Nullable UUID id, Map<String, String> tags) {

    /** The tenant as a whole. */
    public static final Target TENANT = new Target(null, null, Map.of());

    public Target {
        tags = Map.copyOf(tags);
    }

    /** A thing of a project. */
    public static Target of(@Nullable UUID project, @Nullable UUID id) {
        return new Target(project, id, Map.of());
    }
}
