package io.opencoc.kernel.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Functions that run as the owner see the rows of all tenants, so each of them is accounted for here. */
class DefinerFunctionsIT {
    /** Those that work for all tenants on purpose: the kernel's own work, and what is looked up before a tenant is known. */
    private static final Set<String> FOR_ALL_TENANTS = Set.of(
            "outbox_claim",
            "outbox_done",
            "outbox_failed",
            "outbox_counts",
            "timer_claim",
            "timer_done",
            "timer_again",
            "timer_system",
            "tenant_create",
            "is_operator",
            "tenants",
            "tenant_add",
            "tenant_rename",
            "tenant_disable",
            "disabled_tenants",
            "disabled_plugins",
            "operator",
            "plugin_disable",
            "find_user",
            "find_session",
            "find_token",
            "find_tenant",
            "sign_in_networks",
            "sign_in_options",
            "find_identity_provider",
            "session_expire",
            "access_revisions",
            "find_integration",
            "find_shift_feed",
            "integration_traffic_expire",
            "pull_add",
            "pull_lease",
            "lane_open",
            "lane_claim",
            "lane_read",
            "lane_move",
            "lanes",
            "alarm_log_partitions",
            "alarm_log_drop",
            "alarm_due",
            "notification_lease",
            "notification_lease_limited",
            "notification_record",
            "notification_take",
            "trail_key_or",
            "trail_unsealed",
            "trail_heads",
            "trail_seal",
            "trail_head_move",
            "trail_expired",
            "trail_all_heads");

    /** All others, with a call that would find the rows of every tenant if the function let it; gives the ids. */
    private static final Map<String, String> OF_ONE_TENANT = Map.of(
            "search_alarm", "SELECT * FROM kernel.search_alarm('%', 'all', NULL, 100)",
            "search_incident", "SELECT * FROM kernel.search_incident('%', NULL, 100)",
            "search_todo", "SELECT * FROM kernel.search_todo('%', NULL, 100)",
            "search_notification", "SELECT * FROM kernel.search_notification('%', NULL, 100)",
            "trusting_agencies", "SELECT id FROM kernel.trusting_agencies('-infinity')",
            "agency_sessions_end", "SELECT * FROM kernel.agency_sessions_end(NULL)",
            "trail_verified", "SELECT * FROM kernel.trail_verified(now(), 1, true)",
            "trail_expire",
                    "SELECT * FROM kernel.trail_expire(now() - interval '100 days', 1, '\\x00', '\\x00', now())",
            "outbox_revive", "SELECT o FROM (VALUES %s) AS v (o) WHERE kernel.outbox_revive(v.o, now())");

    private static final UUID ONE = UUID.randomUUID();
    private static final UUID TWO = UUID.randomUUID();

    static DatabaseAddress database;
    static Connection superuser;
    static Connection app;

    @BeforeAll
    static void fill() throws Exception {
        database = TestDatabase.create();
        superuser = TestDatabase.connect(database);
        app = TestDatabase.connectAsApp(database);
        list(superuser, "SELECT kernel.alarm_log_partitions(current_date - 1, 3)");
        CatalogueRows catalogue = new CatalogueRows(superuser);
        for (UUID tenant : List.of(ONE, TWO)) {
            TestDatabase.sql(
                    database,
                    "INSERT INTO tenant VALUES ('%s', 't%s', now())"
                            .formatted(tenant, tenant.toString().substring(0, 8)));
            catalogue.fill(tenant);
        }
        TestDatabase.sql(
                database,
                "UPDATE kernel.outbox SET dead = true",
                "UPDATE kernel.trace SET at = at - interval '1 year'");
    }

    @AfterAll
    static void close() throws Exception {
        app.close();
        superuser.close();
    }

    private static List<String> list(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            List<String> out = new ArrayList<>();
            while (r.next()) {
                out.add(r.getString(1));
            }
            return out;
        }
    }

    /** The names of the definer functions for which a condition on {@code pg_proc} holds. */
    private static Set<String> definers(String condition) throws SQLException {
        return new TreeSet<>(list(
                superuser,
                "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                        + " WHERE p.prosecdef AND n.nspname IN ('public', 'kernel') AND " + condition));
    }

    @Test
    void everyOneIsAccountedFor() throws Exception {
        Set<String> known = new TreeSet<>(FOR_ALL_TENANTS);
        known.addAll(OF_ONE_TENANT.keySet());
        assertEquals(known, definers("true"), "say in this test whose rows a new function works on");
        assertEquals(
                new TreeSet<>(OF_ONE_TENANT.keySet()),
                definers("p.prosrc ~ 'tenant_id = nullif\\(current_setting\\(''coc.tenant'', true\\), ''''\\)::uuid'"),
                "those of one tenant ask for it");
    }

    @Test
    void noneLooksWhereItsCallerSays() throws Exception {
        // pg_temp last, for left out it would be searched first.
        assertEquals(
                Set.of(),
                definers(
                        "NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) c WHERE c = 'search_path=pg_catalog, pg_temp')"));
    }

    @Test
    void onlyTheServerMayCallThem() throws Exception {
        // An ACL that is absent is the default one, which lets everybody.
        assertEquals(
                Set.of(),
                definers("(p.proacl IS NULL OR EXISTS (SELECT 1 FROM aclexplode(p.proacl) a WHERE a.grantee = 0))"));
        assertEquals(
                Set.of("lane_open"),
                definers("has_function_privilege('" + TestDatabase.ROLES.ingest() + "', p.oid, 'EXECUTE')"));
    }

    @Test
    void thoseOfOneTenantFindItsRowsAlone() throws Exception {
        String dead =
                String.join(", ", list(superuser, "SELECT format('(%L::uuid)', id) FROM kernel.outbox WHERE dead"));
        for (Map.Entry<String, String> call : OF_ONE_TENANT.entrySet()) {
            String sql = call.getValue().replace("%s", dead);
            list(app, "SELECT set_config('coc.tenant', '', false)");
            assertEquals(List.of(), list(app, sql), call.getKey() + " without a tenant");
            Set<String> seen = new TreeSet<>();
            for (UUID tenant : List.of(ONE, TWO)) {
                list(app, "SELECT set_config('coc.tenant', '" + tenant + "', false)");
                List<String> own = list(app, sql);
                assertEquals(1, own.size(), call.getKey());
                assertTrue(seen.addAll(own), call.getKey());
            }
        }
    }
}
