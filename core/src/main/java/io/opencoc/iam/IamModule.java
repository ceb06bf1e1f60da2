package io.opencoc.iam;

import io.opencoc.kernel.Kernel;
import java.time.Duration;

/** Builds the feature. */
public record IamModule(IamService service) {

    /** Creates it; the version is shown to those who are signed in. */
    public static IamModule create(Kernel kernel, String version) {
        IamService service = new IamService(kernel.database(), kernel.clock(), new Passwords(kernel.vertx()), version);
        new IamRoutes(service).bind(kernel.api());
        kernel.timers().every("session-expiry", Duration.ofHours(1), (tx, timer) -> tx.query(
                        "SELECT kernel.session_expire($1)", kernel.clock().instant())
                .replaceWithVoid());
        return new IamModule(service);
    }
}
