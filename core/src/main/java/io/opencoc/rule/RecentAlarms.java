package io.opencoc.rule;

import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last original alarms, to try a rule on. */
@FunctionalInterface
public interface RecentAlarms {

    /**
     * The last n original alarms of the transaction's tenant, newest first.
     *
     * @param scope those that may be seen
     * @param project only those of this enterprise project; null for all
     */
    Uni<List<Sample>> last(Tx tx, Scope scope, @Nullable UUID project, int n);

    /**
     * An original alarm.
     *
     * @param project that it belongs to
     * @param view as clients see it, written as JSON
     * @param firing false for a recovery
     */
    record Sample(AlarmKeys keys, @Nullable UUID project, Object view, boolean firing) {}
}
