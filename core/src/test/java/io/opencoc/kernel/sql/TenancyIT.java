package io.opencoc.kernel.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Row-level security as the app role meets it, on every table that there is. */
class TenancyIT {
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID TWO = UUID.randomUUID();
    /** Tables without a tenant: nobody but definer functions touches them. */
    private static final Set<String> SHARED = Set.of(
            "public.tenant",
            "kernel.installation",
            "kernel.disabled_plugin",
            "kernel.trail_key",
            "kernel.notification_call",
            "kernel.lane",
            "kernel.lane_cursor",
            "public.flyway_schema_history");

    static DatabaseAddress database;
    static Connection superuser;
    static Connection app;
    static CatalogueRows catalogue;

    @BeforeAll
    static void fill() throws Exception {
        database = TestDatabase.create();
        superuser = TestDatabase.connect(database);
        rows(superuser, "SELECT kernel.alarm_log_partitions(current_date - 1, 3)");
        catalogue = new CatalogueRows(superuser);
        for (UUID tenant : List.of(ONE, TWO)) {
            TestDatabase.sql(
                    database,
                    "INSERT INTO tenant VALUES ('%s', 't%s', now())"
                            .formatted(tenant, tenant.toString().substring(0, 8)));
            catalogue.fill(tenant);
        }
        app = TestDatabase.connectAsApp(database);
    }

    @AfterAll
    static void close() throws Exception {
        app.close();
        superuser.close();
    }

    private static List<List<String>> rows(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            List<List<String>> out = new ArrayList<>();
            while (r.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    row.add(r.getString(i));
                }
                out.add(row);
            }
            return out;
        }
    }

    private static void as(UUID tenant) throws SQLException {
        rows(app, "SELECT set_config('coc.tenant', '" + tenant + "', false)");
    }

    @Test
    void everyTableOfATenantIsProtected() throws Exception {
        try (Connection superuser = TestDatabase.connect(database)) {
            Set<String> unprotected = new TreeSet<>();
            for (List<String> t : rows(
                    superuser,
                    "SELECT n.nspname || '.' || c.relname, c.relrowsecurity AND c.relforcerowsecurity, c.relispartition,"
                            + " EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id'),"
                            + " EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant')"
                            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE n.nspname IN ('public', 'kernel') AND c.relkind IN ('r', 'p')")) {
                boolean partition = t.get(2).equals("t");
                boolean shared = SHARED.contains(t.get(0));
                boolean guarded =
                        t.get(1).equals("t") && t.get(3).equals("t") && t.get(4).equals("t");
                if (!partition && !shared && !guarded) {
                    unprotected.add(t.get(0));
                }
                if (partition || shared) {
                    assertEquals(
                            List.of(List.of("f")),
                            rows(
                                    superuser,
                                    "SELECT has_table_privilege('" + TestDatabase.ROLES.app() + "', '" + t.get(0)
                                            + "', 'SELECT, INSERT, UPDATE, DELETE')"),
                            t.get(0));
                }
            }
            assertEquals(Set.of(), unprotected);
        }
    }

    @Test
    void aQueryThatForgetsTheTenantSeesNothing() throws Exception {
        try (Connection fresh = TestDatabase.connectAsApp(database)) {
            assertEquals(List.of(List.of("0")), rows(fresh, "SELECT count(*) FROM engineer"));
            SQLException refused = assertThrows(
                    SQLException.class,
                    () -> rows(
                            fresh,
                            "INSERT INTO engineer (tenant_id, id, name, language, created_at) VALUES ('%s', '%s', 'X', 'en', now()) RETURNING 1"
                                    .formatted(ONE, UUID.randomUUID())));
            assertEquals("42501", refused.getSQLState());
        }
    }

    @Test
    void everyTableShowsATenantItsOwnRowsAlone() throws Exception {
        assertTrue(catalogue.tables().size() >= 18, catalogue.tables().toString());
        try (Connection fresh = TestDatabase.connectAsApp(database)) {
            for (String table : catalogue.tables()) {
                assertEquals(
                        2,
                        rows(superuser, "SELECT DISTINCT tenant_id FROM " + table)
                                .size(),
                        table);
                if (!mayApp("SELECT", table)) {
                    refused(fresh, "SELECT * FROM " + table);
                    continue;
                }
                assertEquals(List.of(), rows(fresh, "SELECT tenant_id FROM " + table), table + " without a tenant");
                for (UUID tenant : List.of(ONE, TWO)) {
                    as(tenant);
                    assertEquals(
                            List.of(List.of(tenant.toString())),
                            rows(app, "SELECT DISTINCT tenant_id FROM " + table),
                            table);
                }
            }
        }
    }

    @Test
    void everyTableTakesATenantsOwnRowsAlone() throws Exception {
        as(ONE);
        for (String table : catalogue.tables()) {
            if (mayApp("INSERT", table)) {
                refused(app, catalogue.insert(table, TWO));
            }
            if (mayApp("UPDATE", table)) {
                assertEquals(
                        0, count("UPDATE " + table + " SET tenant_id = '" + ONE + "' WHERE tenant_id = '" + TWO + "'"));
                refused(app, "UPDATE " + table + " SET tenant_id = '" + TWO + "'");
            }
            if (mayApp("DELETE", table)) {
                assertEquals(0, count("DELETE FROM " + table + " WHERE tenant_id = '" + TWO + "'"), table);
            }
        }
        assertEquals(
                List.of(List.of("1")),
                rows(superuser, "SELECT count(*) FROM incident WHERE tenant_id = '" + TWO + "'"));
    }

    private static int count(String change) throws SQLException {
        return app.createStatement().executeUpdate(change);
    }

    private static boolean mayApp(String privilege, String table) throws SQLException {
        return rows(
                        superuser,
                        "SELECT has_table_privilege('" + TestDatabase.ROLES.app() + "', '" + table + "', '" + privilege
                                + "')")
                .equals(List.of(List.of("t")));
    }

    private static void refused(Connection c, String sql) {
        assertEquals(
                "42501",
                assertThrows(SQLException.class, () -> c.createStatement().execute(sql), sql)
                        .getSQLState(),
                sql);
    }

    @Test
    void aTenantSeesAndWritesOnlyItsOwn() throws Exception {
        as(ONE);
        assertEquals(List.of(List.of(ONE.toString())), rows(app, "SELECT DISTINCT tenant_id FROM engineer"));
        assertEquals(
                0,
                app.createStatement()
                        .executeUpdate("UPDATE engineer SET name = 'stolen' WHERE tenant_id = '" + TWO + "'"));
        assertEquals(0, app.createStatement().executeUpdate("DELETE FROM engineer WHERE tenant_id = '" + TWO + "'"));
        assertThrows(SQLException.class, () -> app.createStatement()
                .executeUpdate("UPDATE engineer SET tenant_id = '" + TWO + "'"));
        as(TWO);
        assertEquals(List.of(List.of("1")), rows(app, "SELECT count(*) FROM engineer"));
    }

    @Test
    void rolesCanDoNoMoreThanTheyMust() throws Exception {
        try (Connection superuser = TestDatabase.connect(database);
                Connection ingest = java.sql.DriverManager.getConnection(
                        database.jdbcUrl(), TestDatabase.ROLES.ingest(), TestDatabase.ROLES.password())) {
            for (String role : List.of(TestDatabase.ROLES.app(), TestDatabase.ROLES.ingest())) {
                assertEquals(
                        List.of(List.of("f", "f", "f")),
                        rows(
                                superuser,
                                "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = '" + role
                                        + "'"));
                assertEquals(
                        List.of(),
                        rows(
                                superuser,
                                "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = '"
                                        + role + "'"));
            }
            for (String sql : List.of(
                    "SELECT * FROM alarm_log",
                    "SELECT * FROM engineer",
                    "SELECT * FROM kernel.lanes()",
                    "SELECT * FROM tenant")) {
                assertEquals(
                        "42501",
                        assertThrows(SQLException.class, () -> rows(ingest, sql), sql)
                                .getSQLState(),
                        sql);
            }
            for (String sql : List.of(
                    "SELECT * FROM tenant",
                    "SELECT * FROM kernel.lane",
                    "SELECT kernel.protect('tenant')",
                    "SELECT * FROM kernel.outbox",
                    "CREATE TABLE x (i int)")) {
                assertEquals(
                        "42501",
                        assertThrows(SQLException.class, () -> rows(app, sql), sql)
                                .getSQLState(),
                        sql);
            }
        }
    }

    @Test
    void functionsOfTheOwnerLookNowhereElseAndAreNotForTheLanes() throws Exception {
        try (Connection superuser = TestDatabase.connect(database)) {
            String definers =
                    "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                            + " WHERE n.nspname IN ('kernel', 'public') AND p.prosecdef AND ";
            assertEquals(
                    List.of(),
                    rows(
                            superuser,
                            definers + "NOT 'search_path=pg_catalog, pg_temp' = ANY (coalesce(p.proconfig, '{}'))"),
                    "the tables and types of whoever calls");
            assertEquals(
                    List.of(List.of("kernel.lane_open(integer)")),
                    rows(
                            superuser,
                            definers + "has_function_privilege('" + TestDatabase.ROLES.ingest()
                                    + "', p.oid, 'EXECUTE')"));
        }
    }

    @Test
    void aListUsesTheTenantsIndex() throws Exception {
        as(ONE);
        app.createStatement().execute("SET enable_seqscan = off");
        String plan = rows(
                        app,
                        "EXPLAIN SELECT id FROM incident WHERE created_at > now() - interval '1 day' ORDER BY created_at DESC, id DESC LIMIT 20")
                .toString();
        app.createStatement().execute("RESET enable_seqscan");
        assertTrue(plan.contains("incident_created") && plan.contains("tenant_id ="), plan);
    }
}
