package io.opencoc.oidc;

import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts users into the groups that an identity provider says they are in. */
@FunctionalInterface
public interface GroupMapping {
    /**
     * Makes the user a member of each group that has one of the names among its external ones, and of no other group that has external names.
     *
     * @param names as the identity provider has them
     * @param first a group to join too, for a new user; null for none
     * @return names of the groups that the user has {@code joined} and {@code left}; empty when nothing changed
     */
    Uni<Map<String, List<String>>> apply(Tx tx, UUID user, Set<String> names, @Nullable UUID first);
}
