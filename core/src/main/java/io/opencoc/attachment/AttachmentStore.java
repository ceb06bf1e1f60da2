package io.opencoc.attachment;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Where the content is. Content comes in through a file of this machine and goes out through one. Does not block; safe for all threads.
 */
interface AttachmentStore {

    /** A new, empty file for content on its way in, of which nobody knows but the caller. */
    Uni<String> incoming();

    /** Gives content its place, for good: once this is done it outlasts a crash. */
    Uni<Void> keep(String incoming, UUID tenant, UUID id);

    /** The file with the content, if it is there. */
    String file(UUID tenant, UUID id);

    /** Removes content; not there already is fine. */
    Uni<Void> delete(UUID tenant, UUID id);

    /** Removes content on its way in. */
    Uni<Void> discard(String incoming);

    /**
     * Removes what is left over: files that came in but got no place, and content without a row, that nobody has touched for this long.
     *
     * @param known which of these ids of a tenant have rows
     * @return how many files were removed
     */
    Uni<Integer> sweep(Duration age, BiFunction<UUID, List<UUID>, Uni<List<UUID>>> known);
}
