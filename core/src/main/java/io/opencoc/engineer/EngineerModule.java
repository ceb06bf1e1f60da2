package io.opencoc.engineer;

import io.opencoc.kernel.Kernel;

/** Builds the feature. */
public record EngineerModule(EngineerService service) {

    public static EngineerModule create(Kernel kernel) {
        EngineerService service = new EngineerService(kernel.database(), kernel.clock());
        new EngineerRoutes(service, kernel.clock()).bind(kernel.api());
        return new EngineerModule(service);
    }
}
