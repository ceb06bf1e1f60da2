package io.opencoc.iam;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * A user to be made.
     *
     * @param displayName null for the name
     * @param mustChange whether they choose another password before anything else
     */
    public record NewUser(
            UUID id, String name, @Nullable String displayName, String passwordHash, boolean mustChange) {}

    /** What is kept of a password. */
    public Uni<String> hash(String password) {
        return passwords.hash(password);
    }

    /** The first user of a new tenant, who may do everything in it, within the transaction that makes the tenant. */
    public Uni<Void> addAdministrator(Tx tx, NewUser user) {
        return repository
                .insertUser(tx, user.id(), user.name(), user.passwordHash(), List.of("*"), clock.instant())
                .replaceWithVoid();
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
