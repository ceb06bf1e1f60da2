package io.opencoc.iam;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.sql.Database;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Keeps the users of a tenant. */
public final class UserService {
    private final Database database;
    private final Clock clock;
    private final Passwords passwords;
    private final UserRepository repository = new UserRepository();

    UserService(Database database, Clock clock, Passwords passwords) {
        this.database = database;
        this.clock = clock;
        this.passwords = passwords;
    }

    /** Gives the tenant of this name, made when it is new. */
    public Uni<UUID> tenant(String name) {
        return database.withoutTenant(tx -> repository.tenant(tx, Ids.at(clock.instant()), name, clock.instant()));
    }

    /** Whether the tenant has nobody who could sign in. */
    public Uni<Boolean> isEmpty(UUID tenant) {
        return database.in(tenant, tx -> repository.hasUsers(tx).map(any -> !any));
    }

    /**
     * Adds a user.
     *
     * @param actions what they may do, as patterns
     * @return whether they are new; false when the tenant has a user of this name, who is left alone
     */
    public Uni<Boolean> addUser(UUID tenant, String name, String password, List<String> actions) {
        return passwords
                .hash(password)
                .chain(hash -> database.in(
                        tenant,
                        tx -> repository.insertUser(
                                tx, Ids.at(clock.instant()), name, hash, actions, clock.instant())));
    }
}
