package io.opencoc.session;

import io.opencoc.iam.IamModule;
import io.opencoc.kernel.Kernel;
import io.opencoc.kernel.http.Authenticator;
import java.time.Duration;
import java.time.Instant;

/**
 * Builds the feature.
 *
 * @param authenticator knows whom sessions and API tokens belong to
 * @param signIn begins sessions for other ways of signing in
 * @param sessions ends them
 */
public record SessionModule(
        Authenticator authenticator, SignIn signIn, SessionService sessions, SessionSettings settings) {
    private static final Duration NETWORKS_KEPT = Duration.ofDays(90);

    /** Creates it; the version is shown to those who are signed in. */
    public static SessionModule create(Kernel kernel, IamModule iam, String version) {
        return create(kernel, iam, version, SessionSettings.STANDARD);
    }

    /** As above, with other settings than the standard ones. */
    public static SessionModule create(Kernel kernel, IamModule iam, String version, SessionSettings settings) {
        SessionRepository sessions = new SessionRepository();
        TokenRepository tokens = new TokenRepository();
        Credentials credentials = new Credentials(
                kernel.database(),
                kernel.clock(),
                kernel.bus(),
                iam.access(),
                kernel.disabledTenants(),
                settings,
                sessions,
                tokens);
        SignInLimits limits = new SignInLimits(kernel.clock());
        SignIn signIn = new SignIn(
                kernel.database(),
                kernel.clock(),
                kernel.bus(),
                kernel.disabledTenants(),
                kernel.attempts(),
                iam.passwords(),
                limits,
                settings,
                sessions);
        SessionService service = new SessionService(
                kernel.database(),
                kernel.clock(),
                kernel.bus(),
                settings,
                sessions,
                credentials,
                version,
                iam.permissions(),
                iam.agencies());
        new SessionRoutes(
                        signIn,
                        service,
                        new AgencySessions(
                                kernel.database(),
                                kernel.clock(),
                                kernel.bus(),
                                iam.agencies(),
                                settings,
                                sessions,
                                credentials),
                        new PasswordService(
                                kernel.database(), kernel.bus(), iam.passwords(), limits, credentials, sessions),
                        new TokenService(kernel.database(), kernel.clock(), kernel.bus(), tokens),
                        settings)
                .bind(kernel.api());
        kernel.timers().every("session-expiry", Duration.ofHours(1), (tx, timer) -> {
            Instant now = kernel.clock().instant();
            return sessions.expire(tx, now, now.minus(settings.idle()), now.minus(NETWORKS_KEPT));
        });
        return new SessionModule(credentials, signIn, service, settings);
    }
}
