package io.opencoc.rule;

import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The last original alarms, to try a rule on. */
@FunctionalInterface
public interface RecentAlarms {

    /** The last n original alarms of the transaction's tenant, newest first. */
    Uni<List<Sample>> last(Tx tx, int n);

    /**
     * An original alarm.
     *
     * @param view as clients see it, written as JSON
     * @param firing false for a recovery
     */
    record Sample(AlarmKeys keys, Object view, boolean firing) {}
}
