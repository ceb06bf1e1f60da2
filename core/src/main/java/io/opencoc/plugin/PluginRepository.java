package io.opencoc.plugin;

import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of disabled plug-ins: functions that change nothing unless the transaction's tenant is the operator. */
final class PluginRepository {

    /** Without a tenant. */
    Uni<Set<String>> disabled(Tx tx) {
        return tx.list("SELECT id FROM kernel.disabled_plugins() AS d (id)", r -> r.getString("id"))
                .map(Set::copyOf);
    }

    /** Without a tenant: the one that runs the installation; null before the first start. */
    Uni<@Nullable UUID> operator(Tx tx) {
        return tx.one("SELECT kernel.operator() AS id", r -> r.getUUID("id"));
    }

    /**
     * Disables or enables; gives false when it was so already.
     *
     * @param since null enables
     */
    Uni<Boolean> disable(Tx tx, String id, @Nullable Instant since) {
        return tx.one("SELECT kernel.plugin_disable($1, $2) AS did", r -> r.getBoolean("did"), id, since)
                .map(Boolean.TRUE::equals);
    }
}
