package io.opencoc.oidc;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the identity providers of a tenant. Who may change one decides who may sign in as whom. */
final class IdentityProviderService {
    private static final int MOST = 20;

    private final Database database;
    private final Clock clock;
    private final Secrets secrets;
    private final AddressGuard guard;
    private final IdentityProviderRepository repository;

    IdentityProviderService(
            Database database,
            Clock clock,
            Secrets secrets,
            AddressGuard guard,
            IdentityProviderRepository repository) {
        this.database = database;
        this.clock = clock;
        this.secrets = secrets;
        this.guard = guard;
        this.repository = repository;
    }

    Uni<List<IdentityProvider>> list(Actor actor) {
        actor.require("coc:identityProvider:list");
        return database.in(actor, repository::list);
    }

    Uni<IdentityProvider> get(Actor actor, UUID id) {
        actor.require("coc:identityProvider:get");
        return database.in(actor, tx -> existing(tx, id));
    }

    /** Creates one, or gives the one that has this id already. */
    Uni<IdentityProvider> create(Actor actor, UUID id, IdentityProviderInput input) {
        actor.require("coc:identityProvider:create");
        IdentityProvider given = input.toProvider(id, null, clock.instant());
        guard.checkForm("issuer", given.issuer());
        IdentityProvider provider = input.toProvider(id, encrypted(given, input.clientSecret()), given.createdAt());
        return database.in(actor, tx -> repository.count(tx).chain(n -> {
                    if (n >= MOST) {
                        throw Problem.conflict(
                                "There are " + n + " identity providers, which is the most there can be.");
                    }
                    return repository.insert(tx, provider).chain(inserted -> {
                        if (!inserted) {
                            tx.unchanged();
                            return existing(tx, id);
                        }
                        trace(tx, null, provider, false);
                        return Uni.createFrom().item(provider);
                    });
                }))
                .onFailure(IdentityProviderService::isThere)
                .transform(f -> Problem.invalid("clientId", "is a client of another identity provider here already"));
    }

    /** Changes one. A secret is not sent to another issuer than the one that it was given for. */
    Uni<IdentityProvider> update(Actor actor, UUID id, IdentityProviderInput input) {
        actor.require("coc:identityProvider:update");
        guard.checkForm("issuer", input.issuer().strip());
        return database.in(actor, tx -> existing(tx, id).chain(before -> {
                    IdentityProvider kept = input.toProvider(id, before.secret(), before.createdAt());
                    boolean moved = !kept.issuer().equals(before.issuer())
                            || !kept.clientId().equals(before.clientId());
                    if (moved && before.secret() != null && input.clientSecret() == null) {
                        throw Problem.invalid("clientSecret", "is needed again for another issuer or client");
                    }
                    IdentityProvider after = input.clientSecret() == null
                            ? kept
                            : input.toProvider(id, encrypted(kept, input.clientSecret()), before.createdAt());
                    return repository.update(tx, after).map(n -> {
                        trace(tx, before, after, input.clientSecret() != null);
                        return after;
                    });
                }))
                .onFailure(IdentityProviderService::isThere)
                .transform(f -> Problem.invalid("clientId", "is a client of another identity provider here already"));
    }

    Uni<Void> delete(Actor actor, UUID id) {
        actor.require("coc:identityProvider:delete");
        return database.in(actor, tx -> existing(tx, id)
                .call(() -> repository.delete(tx, id))
                .invoke(before -> trace(tx, before, null, false))
                .replaceWithVoid());
    }

    private byte @Nullable [] encrypted(IdentityProvider provider, @Nullable String secret) {
        return secret == null ? null : secrets.encrypt(secret, provider.owner());
    }

    /** @param renewed whether there is a new secret, of which nothing else is seen */
    private static void trace(
            Tx tx, @Nullable IdentityProvider before, @Nullable IdentityProvider after, boolean renewed) {
        IdentityProvider provider = after == null ? java.util.Objects.requireNonNull(before) : after;
        tx.trace(
                Trace.Thing.of(provider.id(), provider.label().get("en")),
                before == null ? null : before.traced(false),
                after == null ? null : after.traced(renewed));
    }

    private Uni<IdentityProvider> existing(Tx tx, UUID id) {
        return repository.find(tx, id).map(found -> {
            if (found == null) {
                throw Problem.notFound("identity provider");
            }
            return found;
        });
    }

    private static boolean isThere(Throwable failure) {
        return failure instanceof PgException pg
                && "identity_provider_tenant_id_issuer_client_id_key".equals(pg.getConstraint());
    }
}
