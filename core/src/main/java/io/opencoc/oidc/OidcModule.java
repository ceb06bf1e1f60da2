package io.opencoc.oidc;

import io.opencoc.iam.ExternalUsers;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.http.ApiEdge;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.session.SessionModule;
import io.vertx.ext.web.Router;
import java.util.List;

/** Builds the feature. */
public final class OidcModule {
    private final Kernel kernel;
    private final SessionModule sessions;
    private final OidcSignIn signIn;

    private OidcModule(Kernel kernel, SessionModule sessions, OidcSignIn signIn) {
        this.kernel = kernel;
        this.sessions = sessions;
        this.signIn = signIn;
    }

    /**
     * Creates it.
     *
     * @param allowedHosts of identity providers that may be internal
     */
    public static OidcModule create(
            Kernel kernel,
            SessionModule sessions,
            ExternalUsers users,
            GroupMapping groups,
            List<String> allowedHosts) {
        AddressGuard guard = new AddressGuard(kernel.vertx(), AddressGuard.Rule.IDENTITY_PROVIDERS, allowedHosts);
        IdentityProviderRepository repository = new IdentityProviderRepository();
        IdentityProviderService service =
                new IdentityProviderService(kernel.database(), kernel.clock(), kernel.secrets(), guard, repository);
        new IdentityProviderRoutes(service, repository, kernel.database(), kernel.clock()).bind(kernel.api());
        OidcSignIn signIn = new OidcSignIn(
                kernel.database(),
                kernel.clock(),
                kernel.disabledTenants(),
                kernel.secrets(),
                sessions.signIn(),
                new ProviderClient(new ProviderHttp(kernel.vertx(), guard)),
                repository,
                new ExternalIdentities(
                        kernel.database(), kernel.clock(), sessions.signIn(), repository, users, groups));
        return new OidcModule(kernel, sessions, signIn);
    }

    /** Adds the routes that browsers go to. */
    public void mount(Router router, ApiEdge edge, Remote remote) {
        new OidcRoutes(
                        signIn,
                        kernel.secrets(),
                        sessions.settings().life(),
                        edge,
                        remote,
                        kernel.api().contract())
                .mount(router);
    }
}
