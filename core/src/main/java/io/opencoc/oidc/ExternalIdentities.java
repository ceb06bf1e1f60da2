package io.opencoc.oidc;

import io.opencoc.iam.ExternalUsers;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.session.SignIn;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.UUID;

/** Knows which user an identity means: by issuer and subject, never by a name or an e-mail address, which their owner or another may get elsewhere. */
final class ExternalIdentities {
    private final Database database;
    private final Clock clock;
    private final IdentityProviderRepository repository;
    private final ExternalUsers users;
    private final GroupMapping groups;

    ExternalIdentities(
            Database database,
            Clock clock,
            IdentityProviderRepository repository,
            ExternalUsers users,
            GroupMapping groups) {
        this.database = database;
        this.clock = clock;
        this.repository = repository;
        this.users = users;
        this.groups = groups;
    }

    /** The user, who is in the groups that the identity provider says; made when the provider may. */
    Uni<SignIn.User> user(UUID tenant, String tenantName, IdentityProvider provider, ExternalIdentity identity) {
        return database.in(tenant, tx -> repository
                .known(tx, identity.issuer(), identity.subject())
                .chain(known -> {
                    if (known == null) {
                        return create(tx, provider, identity);
                    }
                    if (known.disabled()) {
                        throw new OidcRefusal(OidcRefusal.Reason.DISABLED, "the user " + known.name() + " is disabled");
                    }
                    return groups.apply(tx, known.id(), identity.groups(), null).replaceWith(known);
                })
                .map(known -> new SignIn.User(tenant, tenantName, known.id(), known.name(), false)));
    }

    private Uni<IdentityProviderRepository.Known> create(Tx tx, IdentityProvider provider, ExternalIdentity identity) {
        if (!provider.createUsers()) {
            throw new OidcRefusal(
                    OidcRefusal.Reason.UNKNOWN, "nobody here is " + identity.name() + ", and it may not make users");
        }
        return users.create(tx, identity.name(), identity.displayName(), clock.instant())
                .chain(id -> {
                    if (id == null) {
                        throw new OidcRefusal(
                                OidcRefusal.Reason.UNKNOWN,
                                "the name " + identity.name()
                                        + " is that of a user, who must add the identity to themselves first");
                    }
                    return repository
                            .link(tx, identity.issuer(), identity.subject(), id, clock.instant())
                            .chain(() -> groups.apply(tx, id, identity.groups(), provider.defaultGroupId()))
                            .replaceWith(() -> new IdentityProviderRepository.Known(id, identity.displayName(), false));
                });
    }

    /** Adds the identity to a user, who has proved both. */
    Uni<Void> link(UUID tenant, ExternalIdentity identity, UUID user) {
        return database.in(tenant, tx -> repository
                .known(tx, identity.issuer(), identity.subject())
                .chain(known -> {
                    if (known != null) {
                        if (!known.id().equals(user)) {
                            throw new OidcRefusal(OidcRefusal.Reason.REFUSED, "the identity is another user's");
                        }
                        return Uni.createFrom().voidItem();
                    }
                    return repository
                            .link(tx, identity.issuer(), identity.subject(), user, clock.instant())
                            .replaceWithVoid();
                }));
    }
}
