package io.opencoc.session;

import io.opencoc.iam.IamModule;
import io.opencoc.kernel.Kernel;
import java.time.Duration;

/** Builds the feature. */
public record SessionModule(SessionService service) {

    /** Creates it; the version is shown to those who are signed in. */
    public static SessionModule create(Kernel kernel, IamModule iam, String version) {
        SessionService service = new SessionService(
                kernel.database(),
                kernel.clock(),
                iam.passwords(),
                iam.access(),
                kernel.disabledTenants(),
                version,
                kernel.api().contract().actions().keySet());
        new SessionRoutes(service).bind(kernel.api());
        kernel.timers().every("session-expiry", Duration.ofHours(1), (tx, timer) -> tx.query(
                        "SELECT kernel.session_expire($1)", kernel.clock().instant())
                .replaceWithVoid());
        return new SessionModule(service);
    }
}
