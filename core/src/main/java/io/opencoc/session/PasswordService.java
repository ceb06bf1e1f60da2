package io.opencoc.session;

import io.opencoc.iam.PasswordRules;
import io.opencoc.iam.Passwords;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Lets users change their own passwords, which ends their other sessions. API tokens stay: they do not come from the password. */
final class PasswordService {
    private final Database database;
    private final LiveBus bus;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final Credentials credentials;
    private final SessionRepository sessions;
    private final UserRepository users = new UserRepository();

    PasswordService(
            Database database,
            LiveBus bus,
            Passwords passwords,
            SignInLimits limits,
            Credentials credentials,
            SessionRepository sessions) {
        this.database = database;
        this.bus = bus;
        this.passwords = passwords;
        this.limits = limits;
        this.credentials = credentials;
        this.sessions = sessions;
    }

    /** Wrong present passwords count as wrong sign-ins: a session that was left open is not a way to guess. */
    Uni<Void> change(Actor actor, String current, String fresh) {
        Whose.requireSession(actor);
        UUID id = Objects.requireNonNull(actor.id());
        return database.in(actor.tenant(), tx -> users.own(tx, id)).chain(own -> {
            if (own == null || !own.passwordHash().startsWith("$argon2")) {
                throw Problem.conflict("You have no password here: you sign in with an identity provider.");
            }
            PasswordRules.check("new", fresh, own.name(), actor.tenantName());
            if (PasswordRules.normal(fresh).equals(PasswordRules.normal(current))) {
                throw Problem.invalid("new", "must be another one than the present password");
            }
            return prove(actor, own, current)
                    .chain(() -> passwords.hash(fresh))
                    .chain(hash -> replace(actor, id, own, hash));
        });
    }

    private Uni<Void> prove(Actor actor, UserRepository.Own own, String current) {
        SignInLimits.Try attempt = limits.begin(actor.caller().address(), actor.tenantName(), own.name());
        return passwords
                .matches(current, own.passwordHash())
                .invoke(matches -> {
                    if (!matches) {
                        attempt.wrong();
                        throw Problem.invalid("current", "is not your present password");
                    }
                    attempt.right();
                })
                .onFailure()
                .invoke(attempt::undone)
                .replaceWithVoid();
    }

    private Uni<Void> replace(Actor actor, UUID id, UserRepository.Own own, String hash) {
        UUID session = Objects.requireNonNull(actor.credential().id());
        return database.in(actor, tx -> users.setPassword(tx, id, own.passwordHash(), hash)
                .chain(done -> {
                    if (!done) {
                        throw Problem.conflict("Your password was changed at the same moment by somebody else.");
                    }
                    return sessions.deleteOf(tx, id, session);
                })
                .invoke(ended -> {
                    tx.trace(Trace.Thing.of(id, own.name()), null, Map.of("sessionsEnded", ended.size()));
                    tx.afterCommit(() -> {
                        bus.ended(ended);
                        credentials.forget(Set.of(session));
                    });
                })
                .replaceWithVoid());
    }
}
