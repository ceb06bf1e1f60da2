package io.opencoc.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;

/** Knows what a user may do. Changes count within a second on every node. Safe for all threads. */
public final class AccessService {
    private final Database database;
    private final Cache<UUID, Access> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    AccessService(Database database) {
        this.database = database;
    }

    /** What the user may do; nothing when there is no such user. */
    public Uni<Access> of(UUID tenant, UUID user) {
        Access cached = known.getIfPresent(user);
        return cached != null
                ? Uni.createFrom().item(cached)
                : database.in(
                                tenant,
                                tx -> tx.one(
                                        "SELECT actions FROM app_user WHERE id = $1",
                                        r -> Access.patterns(Rows.texts(r, "actions")),
                                        user))
                        .map(found -> found == null ? Access.NONE : found)
                        .invoke(access -> known.put(user, access));
    }
}
