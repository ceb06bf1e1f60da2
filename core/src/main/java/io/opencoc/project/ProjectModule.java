package io.opencoc.project;

import io.opencoc.kernel.Kernel;

/** Builds the feature. */
public record ProjectModule(ProjectService service, Placement placement) {

    public static ProjectModule create(Kernel kernel) {
        ProjectRepository repository = new ProjectRepository();
        ProjectService service = new ProjectService(
                kernel.database(), kernel.clock(), repository, kernel.api().contract());
        new ProjectRoutes(service, kernel.clock()).bind(kernel.api());
        return new ProjectModule(service, new Placement(repository, service));
    }
}
