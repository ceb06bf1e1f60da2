package io.opencoc.kernel.sql;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads columns into the server's types, and back. */
public final class Rows {
    private Rows() {}

    /** A {@code timestamptz} that is not null. */
    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** A {@code timestamptz} that may be null. */
    public static @Nullable Instant instantOrNull(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    /** For arrays of times. */
    public static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** A text[] that is not null. */
    public static List<String> texts(Row row, String column) {
        return List.of(Objects.requireNonNull(row.getArrayOfStrings(column)));
    }

    /** For {@code = ANY ($1)}. */
    public static String[] array(Collection<String> values) {
        return values.toArray(String[]::new);
    }

    /**
     * An ORDER BY list from a contract's sort parameter.
     *
     * @param columns SQL expression by API name: nothing from outside gets into the SQL
     * @param sort API name, with a minus for descending
     * @param last breaks ties in the same direction
     */
    public static String orderBy(Map<String, String> columns, String sort, String last) {
        boolean descending = sort.startsWith("-");
        String direction = descending ? " DESC" : "";
        String column = Objects.requireNonNull(columns.get(descending ? sort.substring(1) : sort), sort);
        return column + direction + (descending ? " NULLS LAST, " : ", ") + last + direction;
    }

    /** A pattern for LIKE that finds the text anywhere, with its wildcards taken literally. */
    public static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
