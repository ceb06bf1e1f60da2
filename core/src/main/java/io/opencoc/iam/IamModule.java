package io.opencoc.iam;

import io.opencoc.kernel.Kernel;

/** Builds the feature. */
public record IamModule(UserService users, AccessService access, Passwords passwords) {

    public static IamModule create(Kernel kernel) {
        Passwords passwords = new Passwords(kernel.vertx());
        return new IamModule(
                new UserService(kernel.database(), kernel.clock(), passwords),
                new AccessService(kernel.database()),
                passwords);
    }
}
