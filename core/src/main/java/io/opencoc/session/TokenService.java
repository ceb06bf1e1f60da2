package io.opencoc.session;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.live.LiveBus;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Page;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Makes, shows and revokes API tokens: for programs that act as a user, within what the user may do and the token is limited to. */
final class TokenService {
    private static final String LIST = "coc:token:list";
    private static final String REVOKE = "coc:token:revoke";
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_OF_A_USER = 50;

    private final Database database;
    private final Clock clock;
    private final LiveBus bus;
    private final TokenRepository repository;

    TokenService(Database database, Clock clock, LiveBus bus, TokenRepository repository) {
        this.database = database;
        this.clock = clock;
        this.bus = bus;
        this.repository = repository;
    }

    /** Makes a token; the answer alone has it in clear. */
    Uni<ApiToken> create(Actor actor, String name, List<String> actions, Instant expiresAt) {
        Whose.requireSession(actor);
        Instant now = clock.instant();
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            throw Problem.invalid("expiresAt", "must be in the future, and at most a year from now");
        }
        UUID user = Objects.requireNonNull(actor.id());
        String secret = Credentials.PREFIX + Tokens.random();
        ApiToken token = new ApiToken(
                Ids.at(now),
                name.strip().replace("\0", ""),
                new Person(user, actor.label()),
                actions.stream().distinct().toList(),
                now,
                expiresAt,
                null,
                null,
                null);
        return database.in(actor, tx -> repository
                        .count(tx, user)
                        .chain(n -> {
                            if (n >= MOST_OF_A_USER) {
                                throw Problem.conflict("You have " + n + " tokens; revoke one first.");
                            }
                            return repository.insert(tx, token, user, Tokens.hash(secret));
                        })
                        .invoke(() -> tx.trace(Trace.Thing.of(token.id(), token.name()), null, token)))
                .onFailure(TokenService::nameTaken)
                .transform(f -> Problem.invalid("name", "is the name of another token of yours"))
                .replaceWith(() -> token.showing(secret));
    }

    Uni<Page<ApiToken>> page(Actor actor, Whose whose) {
        whose.permit(actor, LIST);
        return database.in(actor, tx -> repository.page(tx, whose));
    }

    Uni<Void> revoke(Actor actor, UUID id) {
        return database.in(actor, tx -> repository.find(tx, id).chain(found -> {
            if (found == null) {
                throw Problem.notFound("token");
            }
            Whose.permitEnd(actor, Objects.requireNonNull(found.user().id()), LIST, REVOKE, "token", found.name());
            tx.trace(Trace.Thing.of(id, found.name()), found, null);
            tx.afterCommit(() -> bus.ended(List.of(id)));
            return repository.delete(tx, id).replaceWithVoid();
        }));
    }

    private static boolean nameTaken(Throwable failure) {
        return failure instanceof PgException pg && "api_token_tenant_id_user_id_name_key".equals(pg.getConstraint());
    }
}
