package io.opencoc.iam;

import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps users in the groups that their identity provider names, when they sign in through it. */
public final class ExternalGroups {
    private static final int MOST_NAMES = 200;

    private final Administrators administrators;
    private final GroupRepository repository = new GroupRepository();

    ExternalGroups(Administrators administrators) {
        this.administrators = administrators;
    }

    /**
     * Puts the user into the groups that have one of these external names, and takes them out of the others that have external names, within a
     * transaction of their tenant. Groups without external names are left alone. Leaves no trace by itself, and asks nobody whether an
     * administrator is left: the provider decides.
     *
     * @param names of the provider's groups; of more than 200 the first count
     * @param otherwise a group for those whom no name puts into any; null for none, and left alone when it does not exist
     * @return names of the groups that the user has {@code joined} and {@code left}; empty when nothing changed
     */
    public Uni<Map<String, List<String>>> assign(Tx tx, UUID user, Collection<String> names, @Nullable UUID otherwise) {
        List<String> counted = names.stream().distinct().limit(MOST_NAMES).toList();
        return repository
                .external(tx, counted)
                .chain(mapped -> mapped.isEmpty() && otherwise != null
                        ? repository
                                .find(tx, List.of(otherwise))
                                .map(found -> found.stream().map(Group::id).toList())
                        : Uni.createFrom().item(mapped))
                .chain(wanted -> repository.ofUser(tx, user).chain(present -> {
                    List<UUID> join = new ArrayList<>(wanted);
                    join.removeAll(present.keySet());
                    List<UUID> leave = present.entrySet().stream()
                            .filter(g -> g.getValue() && !wanted.contains(g.getKey()))
                            .map(Map.Entry::getKey)
                            .toList();
                    if (join.isEmpty() && leave.isEmpty()) {
                        return Uni.createFrom().item(Map.of());
                    }
                    return administrators.counted(tx, t -> move(t, user, join, leave));
                }));
    }

    private Uni<Map<String, List<String>>> move(Tx tx, UUID user, List<UUID> join, List<UUID> leave) {
        tx.changed(UserService.TOPIC, user);
        join.forEach(g -> tx.changed(GroupService.TOPIC, g));
        leave.forEach(g -> tx.changed(GroupService.TOPIC, g));
        return repository
                .join(tx, join, List.of(user))
                .chain(() -> repository.leave(tx, leave, user))
                .chain(() -> names(tx, join))
                .chain(joined -> names(tx, leave).map(left -> Map.of("joined", joined, "left", left)));
    }

    private Uni<List<String>> names(Tx tx, List<UUID> groups) {
        return repository
                .find(tx, groups)
                .map(found -> found.stream().map(Group::name).toList());
    }
}
