package io.opencoc.audit;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.sql.Where;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the trail.
 *
 * @param to exclusive
 * @param user name or id
 * @param q free text
 */
record TraceFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String user,
        List<String> names,
        @Nullable String resourceType,
        @Nullable String resourceId,
        List<String> results,
        @Nullable String address,
        @Nullable String q) {

    /** The trail names who is called {@code Anna Li} and signs in as {@code anna} by both: {@code Anna Li (anna)}. */
    private static final String NAMED = "(actor_name = ? OR left(actor_name, length(?) + 2) = ? || ' ('"
            + " OR right(actor_name, length(?) + 3) = ' (' || ? || ')')";

    static TraceFilter of(Call call) {
        return new TraceFilter(
                call.instant("from"),
                call.instant("to"),
                call.text("user"),
                call.texts("name"),
                call.text("resourceType"),
                call.text("resourceId"),
                call.texts("result"),
                call.text("address"),
                call.text("q"));
    }

    /** All but the free text. */
    Where where(@Nullable UUID after) {
        // Ids begin with the millisecond: the primary key finds times.
        Where where = new Where()
                .add("id < ?", after)
                .add("id >= ?", from == null ? null : firstOf(from))
                .add("at >= ?", from)
                .add("id < ?", to == null ? null : firstOf(to.plusMillis(1)))
                .add("at < ?", to)
                .any("name = ANY (?)", names)
                .add("resource_type = ?", resourceType)
                .add("resource_id = ?", resourceId)
                .any("result = ANY (?)", results)
                .any("address = ANY (?)", addresses());
        UUID id = idOrNull(user);
        return id == null ? where.add(NAMED, user) : where.add("actor_id = ?", id);
    }

    /** In the form that the trail has, and as it was asked for: lines are never changed, and old ones may have another form. */
    private List<String> addresses() {
        return address == null
                ? List.of()
                : Stream.of(address, Remote.canonical(address)).distinct().toList();
    }

    private static UUID firstOf(Instant at) {
        try {
            return new UUID(Math.max(0, at.toEpochMilli()) << 16, 0);
        } catch (ArithmeticException e) {
            throw Problem.invalid("from", "is out of range");
        }
    }

    private static @Nullable UUID idOrNull(@Nullable String text) {
        try {
            return text == null || text.length() != 36 ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The {@code next} of a page before. */
    static @Nullable UUID after(@Nullable String text) {
        if (text == null) {
            return null;
        }
        UUID id = idOrNull(text);
        if (id == null || Ids.instantOf(id).isBefore(Instant.EPOCH)) {
            throw Problem.invalid("after", "is not what a page before gave as next");
        }
        return id;
    }

    /** For the trail itself: what was asked for, by the names of the parameters. */
    Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        put(given, "from", from);
        put(given, "to", to);
        put(given, "user", user);
        put(given, "name", names.isEmpty() ? null : names);
        put(given, "resourceType", resourceType);
        put(given, "resourceId", resourceId);
        put(given, "result", results.isEmpty() ? null : results);
        put(given, "address", address);
        put(given, "q", q);
        return given;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
