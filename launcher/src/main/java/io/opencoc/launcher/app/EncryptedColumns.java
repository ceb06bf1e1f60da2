package io.opencoc.launcher.app;

import io.opencoc.kernel.sql.EncryptedColumn;
import java.util.List;

/** Everything in the database that rests encrypted: what a change of the master key encrypts anew. A test finds what is missing here. */
final class EncryptedColumns {
    static final List<EncryptedColumn> ALL = List.of(
            new EncryptedColumn("public.integration", "key_secret", "'integration:' || id"),
            new EncryptedColumn("public.integration", "secrets", "'integration-settings:' || id"),
            new EncryptedColumn("public.identity_provider", "client_secret", "'identity-provider:' || id"),
            new EncryptedColumn("kernel.trail_key", "encrypted", "'trail'"),
            new EncryptedColumn(
                    "public.notification_channel",
                    "secrets",
                    "'notification-channel:' || tenant_id || ':' || channel"));

    private EncryptedColumns() {}
}
