package io.opencoc.iam;

import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes who may do what, one change of a tenant after the other, and keeps the tenant administrable: after each change somebody enabled must be
 * left who may keep users, groups and policies, at any time and from anywhere.
 */
final class Administrators {
    private static final int MOST_ASKED = 1_000;

    private final Database database;
    private final AccessService access;
    private final List<String> needed;
    private final AccessRepository repository = new AccessRepository();

    Administrators(Database database, AccessService access, Permissions permissions) {
        this.database = database;
        this.access = access;
        this.needed = permissions.of(List.of("user", "group", "policy"));
    }

    /** Makes a change that takes nothing from anybody. */
    <T extends @Nullable Object> Uni<T> change(Actor actor, Function<Tx, Uni<T>> work) {
        return database.in(actor, tx -> counted(tx, work));
    }

    /** Makes a change by which somebody may lose something; refuses it when nobody could administer the tenant afterwards. */
    <T extends @Nullable Object> Uni<T> reduce(Actor actor, Function<Tx, Uni<T>> work) {
        return database.in(actor, tx -> counted(tx, work).call(() -> requireOne(tx, actor.id())));
    }

    /** The work of a transaction, counted as a change. */
    <T extends @Nullable Object> Uni<T> counted(Tx tx, Function<Tx, Uni<T>> work) {
        return repository
                .bump(tx)
                .invoke(revision -> {
                    UUID tenant = tx.tenant();
                    tx.afterCommit(() -> access.changed(tenant, revision));
                })
                .chain(revision -> work.apply(tx));
    }

    private Uni<Void> requireOne(Tx tx, @Nullable UUID actor) {
        Uni<Boolean> self = actor == null ? Uni.createFrom().item(false) : may(tx, actor);
        return self.chain(found -> found ? Uni.createFrom().item(true) : anybody(tx))
                .map(found -> {
                    if (!found) {
                        throw Problem.conflict(
                                "Nobody could administer the tenant afterwards. An enabled user must be left who may do everything to users, groups and policies, without conditions.");
                    }
                    return null;
                });
    }

    private Uni<Boolean> anybody(Tx tx) {
        return repository.holders(tx, MOST_ASKED).chain(users -> {
            Uni<Boolean> found = Uni.createFrom().item(false);
            for (UUID user : users) {
                found = found.chain(so -> so ? Uni.createFrom().item(true) : may(tx, user));
            }
            return found;
        });
    }

    private Uni<Boolean> may(Tx tx, UUID user) {
        return access.within(tx, user).map(found -> found != null && isAdministrator(found, needed));
    }

    static boolean isAdministrator(Access access, List<String> needed) {
        Access lasting = Access.of(access.statements().stream()
                .map(Administrators::lasting)
                .filter(s -> s != null)
                .toList());
        return needed.stream()
                .allMatch(a -> lasting.decide(a, Caller.system(), Target.TENANT).allowed());
    }

    /** An allowance that does not always hold is none; a denial that holds sometimes is one. */
    private static @Nullable Statement lasting(Statement s) {
        boolean always = s.conditions().stream().noneMatch(c -> c instanceof Condition.OfRequest);
        if (always) {
            return s;
        }
        return s.allows()
                ? null
                : new Statement(
                        false,
                        s.actions(),
                        s.things(),
                        s.conditions().stream()
                                .filter(c -> !(c instanceof Condition.OfRequest))
                                .toList(),
                        s.origin());
    }
}
