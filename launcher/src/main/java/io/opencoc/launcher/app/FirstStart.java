package io.opencoc.launcher.app;

import io.opencoc.iam.PasswordRules;
import io.opencoc.iam.UserService;
import io.opencoc.kernel.secret.Secret;
import io.opencoc.kernel.secret.Tokens;
import io.opencoc.tenant.TenantService;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first tenant and its administrator, when there is nobody who could sign in. */
final class FirstStart {
    static final String TENANT = "default";
    private static final String ADMIN = "admin";
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private FirstStart() {}

    /**
     * Makes them; a second time it changes nothing.
     *
     * @param password of the administrator; null makes one up and shows it on the terminal, which is not the log
     * @return the tenant
     */
    static UUID run(TenantService tenants, UserService iam, @Nullable Secret password, Consumer<String> terminal) {
        UUID tenant = Await.result(tenants.ensure(TENANT));
        if (Await.result(iam.isEmpty(tenant))) {
            String chosen = password == null ? Tokens.random() : password.reveal();
            if (password != null) {
                warnOfWeakness(chosen);
            }
            Await.result(iam.addUser(tenant, ADMIN, chosen, List.of("COC FullAccess")));
            if (password == null) {
                terminal.accept(
                        "\n  Sign in as %s with the password %s\n  It is shown this once.\n".formatted(ADMIN, chosen));
            }
        }
        return tenant;
    }

    /** The operator's own choice is not refused. */
    private static void warnOfWeakness(String password) {
        String weakness = PasswordRules.weakness(password, ADMIN, TENANT);
        if (weakness != null) {
            LOG.warn(
                    "The password in admin.password (COC_ADMIN_PASSWORD) {}: change it after the first sign-in",
                    weakness);
        }
    }
}
