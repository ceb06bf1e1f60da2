package io.opencoc.kernel.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row for every table that has a tenant, made from what PostgreSQL's catalogue says of the columns; foreign keys refer to the rows of the same
 * tenant. Of columns of which one alone may be filled it is the first. Tables that are added later get theirs by themselves.
 */
final class CatalogueRows {
    private static final Pattern WORD = Pattern.compile("'([a-zA-Z0-9]+)'::text");

    private final Connection superuser;
    private final Map<String, List<Column>> tables = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    /**
     * One column.
     *
     * @param check what its table demands of it; null without
     * @param refersTo table and column of a foreign key; null without
     */
    private record Column(String name, String type, String check, String refersTo) {}

    CatalogueRows(Connection superuser) throws SQLException {
        this.superuser = superuser;
        Map<String, List<Column>> left = new LinkedHashMap<>();
        for (String table : list(
                "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
                        + " WHERE n.nspname IN ('public', 'kernel') AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1")) {
            left.put(table, columns(table));
        }
        // What others refer to comes first.
        while (!left.isEmpty()) {
            String next = left.keySet().stream()
                    .filter(t -> left.get(t).stream()
                            .noneMatch(c -> c.refersTo != null
                                    && !c.refersTo.startsWith(t + " ")
                                    && left.containsKey(c.refersTo.split(" ")[0])))
                    .findFirst()
                    .orElseThrow();
            tables.put(next, left.remove(next));
        }
    }

    private List<String> list(String sql) throws SQLException {
        try (Statement s = superuser.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            List<String> out = new ArrayList<>();
            while (r.next()) {
                out.add(r.getString(1));
            }
            return out;
        }
    }

    private List<Column> columns(String table) throws SQLException {
        List<Column> out = new ArrayList<>();
        try (Statement s = superuser.createStatement();
                ResultSet r = s.executeQuery("""
                        SELECT a.attname, format_type(a.atttypid, NULL),
                          (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
                           WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] LIMIT 1),
                          (SELECT n.nspname || '.' || t.relname || ' ' || b.attname
                           FROM pg_constraint k CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS u (here, there)
                           JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace n ON n.oid = t.relnamespace
                           JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = u.there
                           WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND u.here = a.attnum AND a.attname <> 'tenant_id' LIMIT 1)
                        FROM pg_attribute a
                        WHERE a.attrelid = '%s'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''
                          AND NOT EXISTS (SELECT 1 FROM pg_constraint k
                            WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND pg_get_constraintdef(k.oid) LIKE '%%num_nonnulls(%% = 1)%%'
                              AND a.attnum = ANY (k.conkey[2:]))
                        ORDER BY a.attnum""".formatted(table))) {
            while (r.next()) {
                out.add(new Column(r.getString(1), r.getString(2), r.getString(3), r.getString(4)));
            }
        }
        return out;
    }

    /** All tables with a tenant, those that others refer to first. */
    List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    /** Writes a row of the tenant into each table. */
    void fill(UUID tenant) throws SQLException {
        for (String table : tables.keySet()) {
            try (Statement s = superuser.createStatement()) {
                s.execute(insert(table, tenant));
            }
        }
    }

    /** What adds a row of the tenant. */
    String insert(String table, UUID tenant) {
        Map<String, String> row = new LinkedHashMap<>();
        for (Column c : tables.get(table)) {
            row.put(
                    c.name,
                    c.name.equals("tenant_id")
                            ? tenant.toString()
                            : c.refersTo == null ? value(c) : referred(c.refersTo, tenant));
        }
        rows.put(table + " " + tenant, row);
        List<String> values =
                row.values().stream().map(v -> "'" + v.replace("'", "''") + "'").toList();
        return "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES ("
                + String.join(", ", values) + ")";
    }

    private String referred(String target, UUID tenant) {
        if (target.equals("public.tenant id")) {
            return tenant.toString();
        }
        String[] parts = target.split(" ");
        return rows.get(parts[0] + " " + tenant).get(parts[1]);
    }

    private static String value(Column c) {
        Matcher word = WORD.matcher(String.valueOf(c.check));
        if (word.find()) {
            return word.group(1);
        }
        return switch (c.type) {
            case "uuid" -> UUID.randomUUID().toString();
            case "text" -> "text " + UUID.randomUUID();
            case "smallint", "integer", "bigint", "numeric", "double precision" -> "1";
            case "boolean" -> "false";
            case "timestamp with time zone" -> "now";
            case "date" -> "today";
            case "jsonb", "json" -> "{}";
            case "bytea" -> "\\x" + UUID.randomUUID().toString().replace("-", "");
            default -> {
                if (c.type.endsWith("[]")) {
                    yield "{}";
                }
                throw new AssertionError("CatalogueRows knows no value of type " + c.type);
            }
        };
    }
}
