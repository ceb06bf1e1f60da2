package io.opencoc.project;

import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * A kind of things that belong to projects.
 *
 * @param kind as in actions: who may list it is told how many there are
 * @param one for people, as {@code incident}
 * @param many for people, as {@code incidents}
 * @param count counts those of a project, within a transaction
 */
public record Kept(String kind, String one, String many, Count count) {

    /** Counts the things of a project. */
    @FunctionalInterface
    public interface Count {
        Uni<Long> of(Tx tx, UUID project);
    }

    String text(long n) {
        return n + " " + (n == 1 ? one : many);
    }
}
