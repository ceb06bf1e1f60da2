package io.opencoc.tenant;

import io.opencoc.iam.IamModule;
import io.opencoc.kernel.Kernel;
import io.opencoc.session.SessionModule;

/** Builds the feature. */
public record TenantModule(TenantService service) {

    public static TenantModule create(Kernel kernel, IamModule iam, SessionModule sessions) {
        TenantService service = new TenantService(kernel, iam.users(), sessions.sessions());
        new TenantRoutes(service, kernel.clock()).bind(kernel.api());
        return new TenantModule(service);
    }
}
