package io.opencoc.oidc;

import io.opencoc.iam.ExternalUsers;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Person;
import io.opencoc.kernel.sql.Database;
import io.opencoc.kernel.sql.Tx;
import io.opencoc.kernel.trace.Trace;
import io.opencoc.session.SignIn;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows which user an identity means: by issuer and subject, never by a name or an e-mail address, which their owner or another may get elsewhere. */
final class ExternalIdentities {
    private static final Caller.Credential NONE = new Caller.Credential("none", null, null);

    private final Database database;
    private final Clock clock;
    private final SignIn signIn;
    private final IdentityProviderRepository repository;
    private final ExternalUsers users;
    private final GroupMapping groups;

    /** Who has come back from an identity provider. */
    record Visitor(UUID tenant, String tenantName, ExternalIdentity identity, Caller caller) {
        /** As the trail names them, doing something besides signing in. */
        Actor doing(String what, @Nullable UUID id, String name, Caller.Credential credential) {
            Caller.TraceName trace = new Caller.TraceName(what, "User");
            return new Actor(tenant, tenantName, id, name, Access.NONE, credential, caller.doing(trace));
        }
    }

    ExternalIdentities(
            Database database,
            Clock clock,
            SignIn signIn,
            IdentityProviderRepository repository,
            ExternalUsers users,
            GroupMapping groups) {
        this.database = database;
        this.clock = clock;
        this.signIn = signIn;
        this.repository = repository;
        this.users = users;
        this.groups = groups;
    }

    /** The user, who is in the groups that the identity provider says; made when the provider may. */
    Uni<SignIn.User> user(Visitor visitor, IdentityProvider provider) {
        return database.in(visitor.tenant, tx -> known(tx, visitor.identity))
                .chain(known -> known == null ? create(visitor, provider) : regroup(visitor, known))
                .map(known -> new SignIn.User(
                        visitor.tenant, visitor.tenantName, known.id(), known.login(), known.name(), false));
    }

    private Uni<IdentityProviderRepository.@Nullable Known> known(Tx tx, ExternalIdentity identity) {
        return repository.known(tx, identity.issuer(), identity.subject()).invoke(known -> {
            if (known != null && known.disabled()) {
                throw new OidcRefusal(OidcRefusal.Reason.DISABLED, "the user " + known.name() + " is disabled");
            }
        });
    }

    private Uni<IdentityProviderRepository.Known> regroup(Visitor visitor, IdentityProviderRepository.Known known) {
        Actor actor = visitor.doing("updateUser", known.id(), Person.label(known.name(), known.login()), NONE);
        return database.in(actor, tx -> groups.apply(tx, known.id(), visitor.identity.groups(), null)
                .invoke(moved -> {
                    if (!moved.isEmpty()) {
                        tx.trace(Trace.Thing.of(known.id(), known.name()), null, moved);
                    }
                })
                .replaceWith(known));
    }

    private Uni<IdentityProviderRepository.Known> create(Visitor visitor, IdentityProvider provider) {
        ExternalIdentity identity = visitor.identity;
        if (!provider.createUsers()) {
            throw new OidcRefusal(
                    OidcRefusal.Reason.UNKNOWN, "nobody here is " + identity.name() + ", and it may not make users");
        }
        return database.in(visitor.doing("createUser", null, identity.name(), NONE), tx -> users.create(
                        tx, identity.name(), identity.displayName(), clock.instant())
                .chain(id -> {
                    if (id == null) {
                        throw new OidcRefusal(
                                OidcRefusal.Reason.UNKNOWN,
                                "the name " + identity.name()
                                        + " is that of a user, who must add the identity to themselves first");
                    }
                    return link(tx, identity, id)
                            .chain(() -> groups.apply(tx, id, identity.groups(), provider.defaultGroupId()))
                            .invoke(moved -> {
                                Map<String, Object> made = new LinkedHashMap<>(moved);
                                made.put("displayName", identity.displayName());
                                made.put("identity", shown(identity));
                                tx.trace(Trace.Thing.of(id, identity.name()), null, made);
                            })
                            .replaceWith(() -> new IdentityProviderRepository.Known(
                                    id, identity.name(), identity.displayName(), false));
                }));
    }

    /** Adds the identity to a user, who has proved both, and whose session has not ended meanwhile: who has stolen it may be the one who began. */
    Uni<Void> link(Visitor visitor, OidcState.Link link) {
        ExternalIdentity identity = visitor.identity;
        Actor actor =
                visitor.doing("linkIdentity", link.user(), link.name(), Caller.Credential.session(link.session()));
        return database.in(actor, tx -> signIn.isOpen(tx, link.session(), link.user())
                .invoke(open -> {
                    if (!open) {
                        throw new OidcRefusal(
                                OidcRefusal.Reason.EXPIRED, "the session that wanted to add it has ended");
                    }
                })
                .chain(() -> repository.known(tx, identity.issuer(), identity.subject()))
                .chain(known -> {
                    if (known == null) {
                        tx.trace(Trace.Thing.of(link.user(), link.name()), null, Map.of("identity", shown(identity)));
                        return link(tx, identity, link.user());
                    }
                    if (!known.id().equals(link.user())) {
                        throw new OidcRefusal(OidcRefusal.Reason.REFUSED, "the identity is another user's");
                    }
                    return Uni.createFrom().voidItem();
                }));
    }

    private Uni<Void> link(Tx tx, ExternalIdentity identity, UUID user) {
        return repository
                .link(tx, identity.issuer(), identity.subject(), user, clock.instant())
                .map(linked -> {
                    if (!linked) {
                        throw new OidcRefusal(
                                OidcRefusal.Reason.REFUSED, "the identity became another user's just now");
                    }
                    return null;
                });
    }

    private static String shown(ExternalIdentity identity) {
        return identity.subject() + " at " + identity.issuer();
    }
}
