package io.opencoc.launcher.app;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.iam.IamModule;
import io.opencoc.iam.IamService;
import io.opencoc.kernel.Kernel;
import io.opencoc.launcher.settings.Settings;
import io.vertx.ext.web.Router;

/** The features, in order: each may use those that were made before it. */
final class Features {
    private final IamModule iam;

    private Features(IamModule iam) {
        this.iam = iam;
    }

    /** Builds them; they subscribe and bind their operations, and nothing runs yet. */
    static Features create(Kernel kernel, Settings settings, String version, Stops stops) {
        IamModule iam = IamModule.create(kernel, version);
        EngineerModule.create(kernel);
        return new Features(iam);
    }

    IamService iam() {
        return iam.service();
    }

    /** Adds the routes outside the contract. */
    void mount(Router router) {}
}
