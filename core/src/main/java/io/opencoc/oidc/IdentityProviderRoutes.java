package io.opencoc.oidc;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.opencoc.kernel.sql.Database;
import java.time.Clock;
import java.util.Map;

/** Identity providers over HTTP. */
final class IdentityProviderRoutes {
    private final IdentityProviderService service;
    private final IdentityProviderRepository repository;
    private final Database database;
    private final Clock clock;

    IdentityProviderRoutes(
            IdentityProviderService service, IdentityProviderRepository repository, Database database, Clock clock) {
        this.service = service;
        this.repository = repository;
        this.database = database;
        this.clock = clock;
    }

    void bind(Api api) {
        api.on("listIdentityProviders", call -> service.list(call.who())
                        .map(all -> Reply.of(Map.of(
                                "items", all.stream().map(p -> view(call, p)).toList()))))
                .on("getIdentityProvider", call -> service.get(call.who(), call.id())
                        .map(p -> Reply.of(view(call, p))))
                .on("createIdentityProvider", call -> service.create(
                                call.who(), call.newId(clock.instant()), call.body(IdentityProviderInput.class))
                        .map(p -> Reply.of(view(call, p))))
                .on("updateIdentityProvider", call -> service.update(
                                call.who(), call.id(), call.body(IdentityProviderInput.class))
                        .map(p -> Reply.of(view(call, p))))
                .on("deleteIdentityProvider", call -> service.delete(call.who(), call.id())
                        .map(v -> Reply.empty()))
                .on("signInOptions", call -> database.withoutTenant(tx -> repository.options(tx, call.textOf("tenant")))
                        .map(options -> Reply.of(Map.of("providers", options))));
    }

    private static IdentityProvider.View view(Call call, IdentityProvider provider) {
        return provider.view(OidcSignIn.redirectUri(call.base()));
    }
}
