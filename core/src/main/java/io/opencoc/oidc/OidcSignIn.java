package io.opencoc.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.DisabledTenants;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.reactive.Reactive;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.Database;
import io.opencoc.session.SignIn;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Sends browsers to identity providers, and lets in whom those send back. */
final class OidcSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

    private final Database database;
    private final Clock clock;
    private final DisabledTenants disabled;
    private final Secrets secrets;
    private final SignIn signIn;
    private final ProviderClient client;
    private final IdentityProviderRepository repository;
    private final ExternalIdentities identities;
    /** States that came back, so that none does twice on this server; the provider takes a code once only. */
    private final Cache<String, Boolean> used = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(OidcState.LIFE)
            .build();

    /** What a browser is sent away with. */
    record Departure(String location, OidcState state) {}

    /**
     * What came of it.
     *
     * @param begun null when an identity was added to a user who is signed in
     */
    record Arrival(SignIn.@Nullable Begun begun, String returnTo) {}

    /** What the browser brought back; each may be missing. */
    record Answer(
            @Nullable String state,
            @Nullable String code,
            @Nullable String error,
            @Nullable String issuer) {}

    private record Visit(IdentityProviderRepository.Home home, IdentityProvider provider) {}

    OidcSignIn(
            Database database,
            Clock clock,
            DisabledTenants disabled,
            Secrets secrets,
            SignIn signIn,
            ProviderClient client,
            IdentityProviderRepository repository,
            ExternalIdentities identities) {
        this.database = database;
        this.clock = clock;
        this.disabled = disabled;
        this.secrets = secrets;
        this.signIn = signIn;
        this.client = client;
        this.repository = repository;
        this.identities = identities;
    }

    /** To where identity providers send browsers back. */
    static String redirectUri(String base) {
        return base + "/api/v1/oidc/callback";
    }

    /** @param actor who adds the identity to themselves; null to sign in */
    Uni<Departure> start(UUID id, String returnTo, String base, @Nullable Actor actor) {
        return visit(id)
                .chain(visit -> {
                    if (actor != null && !actor.tenant().equals(visit.home.tenant())) {
                        throw Problem.notFound("identity provider");
                    }
                    OidcState state = OidcState.begin(
                            id, returnTo, redirectUri(base), actor == null ? null : link(actor), clock.instant());
                    return Reactive.uni(() -> client.metadata(visit.provider.issuer()))
                            .map(m -> new Departure(location(m, visit.provider, state), state));
                })
                .onFailure(ProviderFailure.class)
                .transform(f -> {
                    LOG.warn("The identity provider {} cannot be used: {}", id, f.getMessage());
                    return new OidcRefusal(OidcRefusal.Reason.FAILED, String.valueOf(f.getMessage()));
                });
    }

    private static OidcState.Link link(Actor actor) {
        return new OidcState.Link(
                Objects.requireNonNull(actor.id()),
                actor.label(),
                Objects.requireNonNull(actor.credential().id()));
    }

    private static String location(ProviderClient.Metadata m, IdentityProvider provider, OidcState state) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", provider.clientId());
        query.put("redirect_uri", state.redirectUri());
        query.put("scope", String.join(" ", provider.scopes()));
        query.put("state", state.state());
        query.put("nonce", state.nonce());
        query.put("code_challenge", state.challenge());
        query.put("code_challenge_method", "S256");
        return m.authorization() + (m.authorization().contains("?") ? "&" : "?") + ProviderClient.encoded(query);
    }

    private Uni<Visit> visit(UUID id) {
        return database.withoutTenant(tx -> repository.home(tx, id)).chain(home -> {
            if (home == null) {
                throw Problem.notFound("identity provider");
            }
            if (disabled.has(home.tenant())) {
                throw new OidcRefusal(OidcRefusal.Reason.DISABLED, "the tenant is disabled");
            }
            return database.in(home.tenant(), tx -> repository.find(tx, id)).map(provider -> {
                if (provider == null) {
                    throw Problem.notFound("identity provider");
                }
                return new Visit(home, provider);
            });
        });
    }

    /** Fails with {@link OidcRefusal} when nobody is let in; the trail of the provider's tenant then says why. */
    Uni<Arrival> finish(@Nullable OidcState state, Answer answer, Caller caller) {
        if (state == null
                || !state.expiresAt().isAfter(clock.instant())
                || !IdTokens.same(answer.state, state.state())
                || used.asMap().putIfAbsent(state.state(), true) != null) {
            return Uni.createFrom()
                    .failure(new OidcRefusal(
                            OidcRefusal.Reason.EXPIRED, "the answer belongs to no sign-in that this browser began"));
        }
        return visit(state.provider()).chain(visit -> admit(visit, state, answer, caller)
                .onFailure(ProviderFailure.class)
                .transform(f -> new OidcRefusal(OidcRefusal.Reason.FAILED, String.valueOf(f.getMessage())))
                .onFailure(OidcRefusal.class)
                .invoke(f -> keep(visit, (OidcRefusal) f, caller)));
    }

    private void keep(Visit visit, OidcRefusal refusal, Caller caller) {
        LOG.info("Nobody was let in by the identity provider {}: {}", visit.provider.id(), refusal.getMessage());
        signIn.refused(
                visit.home.tenant(),
                visit.home.tenantName(),
                null,
                visit.provider.label().getOrDefault("en", ""),
                caller,
                Problem.of(Problem.Kind.UNAUTHENTICATED, "Identity provider: " + refusal.getMessage() + "."));
    }

    private Uni<Arrival> admit(Visit visit, OidcState state, Answer answer, Caller caller) {
        return Reactive.uni(() -> identify(visit.provider, state, answer)).chain(identity -> {
            ExternalIdentities.Visitor visitor =
                    new ExternalIdentities.Visitor(visit.home.tenant(), visit.home.tenantName(), identity, caller);
            OidcState.Link link = state.link();
            if (link != null) {
                return identities.link(visitor, link).replaceWith(() -> new Arrival(null, state.returnTo()));
            }
            return identities
                    .user(visitor, visit.provider)
                    .chain(user -> signIn.begin(user, "oidc", caller))
                    .map(begun -> new Arrival(begun, state.returnTo()));
        });
    }

    private Future<ExternalIdentity> identify(IdentityProvider provider, OidcState state, Answer answer) {
        return client.metadata(provider.issuer()).compose(m -> {
            boolean named = answer.issuer == null ? !m.namesItself() : answer.issuer.equals(m.issuer());
            if (!named) {
                throw new ProviderFailure("the answer names another issuer");
            }
            if (answer.error != null) {
                throw new OidcRefusal(OidcRefusal.Reason.REFUSED, "it said " + ProviderClient.shown(answer.error));
            }
            if (answer.code == null) {
                throw new ProviderFailure("the answer has no code");
            }
            String secret = provider.secret() == null ? null : secrets.decrypt(provider.secret(), provider.owner());
            return client.exchange(m, provider.clientId(), secret, answer.code, state.redirectUri(), state.verifier())
                    .compose(tokens -> {
                        SignedJWT jwt = IdTokens.parse(tokens.idToken());
                        return client.keys(m, jwt.getHeader().getKeyID())
                                .map(keys -> IdTokens.check(
                                        jwt, keys, m.issuer(), provider.clientId(), state.nonce(), clock.instant()))
                                .compose(claims -> userInfo(m, tokens, claims, provider.groupsClaim())
                                        .map(more -> ExternalIdentity.of(claims, more, provider.groupsClaim())));
                    });
        });
    }

    private Future<@Nullable JsonNode> userInfo(
            ProviderClient.Metadata m, ProviderClient.Tokens tokens, JWTClaimsSet claims, String groupsClaim) {
        if (m.userInfo() == null || tokens.accessToken() == null || !ExternalIdentity.lacks(claims, groupsClaim)) {
            return Future.succeededFuture();
        }
        return client.userInfo(m.userInfo(), tokens.accessToken()).map(info -> {
            if (!info.path("sub").asString("").equals(claims.getSubject())) {
                throw new ProviderFailure("userinfo is about somebody else");
            }
            return info;
        });
    }
}
