package io.opencoc.iam;

import io.opencoc.kernel.Kernel;
import io.opencoc.project.Kept;
import io.opencoc.project.Placement;
import io.vertx.core.Future;

/** Builds the feature. */
public record IamModule(
        UserService users,
        ExternalGroups externalGroups,
        AgencyService agencies,
        AccessService access,
        Permissions permissions,
        Passwords passwords) {

    public static IamModule create(Kernel kernel) {
        return create(kernel, PasswordCost.STANDARD);
    }

    /** With passwords that cost something else: for tests, which make hundreds of them. */
    public static IamModule create(Kernel kernel, PasswordCost cost) {
        Passwords passwords = new Passwords(kernel.vertx(), cost);
        AccessService access = new AccessService(kernel.vertx(), kernel.database());
        Permissions permissions = new Permissions(kernel.api().contract());
        Administrators administrators = new Administrators(kernel.database(), access, permissions);
        UserService users = new UserService(kernel, passwords, administrators);
        new UserRoutes(users, new GroupService(kernel, administrators), kernel.clock()).bind(kernel.api());
        new PolicyRoutes(
                        new PolicyService(kernel, administrators, permissions),
                        new AttachmentService(kernel, administrators),
                        permissions,
                        new Simulator(kernel),
                        kernel.clock())
                .bind(kernel.api());
        AgencyService agencies = new AgencyService(kernel, administrators);
        new AgencyRoutes(agencies, kernel.clock()).bind(kernel.api());
        return new IamModule(users, new ExternalGroups(administrators), agencies, access, permissions, passwords);
    }

    /** Keeps projects from being deleted to which policies are limited. */
    public void limitsTo(Placement placement) {
        placement.keeps(new Kept(
                PolicyService.TOPIC,
                "policy that is limited to it",
                "policies that are limited to it",
                new AttachmentRepository()::countOf));
    }

    /** Begins to look for changes that other nodes make. */
    public void start() {
        access.start();
    }

    public Future<Void> stop() {
        return access.stop();
    }
}
