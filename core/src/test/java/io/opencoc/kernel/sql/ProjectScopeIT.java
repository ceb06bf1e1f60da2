package io.opencoc.kernel.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestDatabase;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a list finds by SQL is what the scope has; and one project's list costs what is in it. */
class ProjectScopeIT {
    private static final Random RANDOM = new Random(7);
    private static final List<UUID> PROJECTS =
            Stream.generate(UUID::randomUUID).limit(3).toList();

    static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Thing(UUID id, UUID project) {}

    private static List<Scope.Clause> clauses(List<Thing> things) {
        return Stream.generate(() -> new Scope.Clause(
                        RANDOM.nextBoolean()
                                ? List.of()
                                : List.of(new Glob(
                                        RANDOM.nextBoolean()
                                                ? any(things).id.toString()
                                                : any(things).id.toString().substring(0, 1) + "*")),
                        RANDOM.nextInt(3) == 0
                                ? List.of()
                                : List.of(new Condition.Project(
                                        "p",
                                        PROJECTS.subList(0, RANDOM.nextInt(PROJECTS.size() + 1)),
                                        RANDOM.nextBoolean()))))
                .limit(RANDOM.nextInt(3))
                .toList();
    }

    private static Thing any(List<Thing> things) {
        return things.get(RANDOM.nextInt(things.size()));
    }

    @Test
    void sqlFindsWhatTheScopeHas() {
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            things.add(new Thing(UUID.randomUUID(), PROJECTS.get(RANDOM.nextInt(PROJECTS.size()))));
        }
        String rows = things.stream()
                .map(t -> "('" + t.id + "'::uuid, '" + t.project + "'::uuid)")
                .collect(Collectors.joining(", ", "(VALUES ", ") AS t (id, project)"));
        for (ScopeColumns columns : List.of(
                ScopeColumns.of("project", "id"),
                new ScopeColumns("project", "id", null),
                ScopeColumns.where("project IN (SELECT p FROM (SELECT project AS p) x WHERE p = ANY (?))", "id"))) {
            for (int i = 0; i < 200; i++) {
                Scope scope = new Scope(clauses(things), clauses(things));
                Where where = new Where().within(scope, columns);
                List<UUID> found = TestServer.await(server.database()
                        .in(
                                server.admin,
                                tx -> tx.list(
                                        "SELECT id FROM " + rows + where.sql(), r -> r.getUUID("id"), where.values())));
                Set<UUID> expected = things.stream()
                        .filter(t -> scope.has(Target.of(t.project, t.id)))
                        .map(Thing::id)
                        .collect(Collectors.toSet());
                assertEquals(expected, Set.copyOf(found), scope + where.sql());
                Set<UUID> bound = scope.projects();
                assertTrue(
                        bound == null
                                || things.stream().allMatch(t -> !expected.contains(t.id) || bound.contains(t.project)),
                        scope.toString());
                things.stream()
                        .filter(t -> expected.contains(t.id))
                        .forEach(t -> assertTrue(scope.reaches(t.project), scope.toString()));
            }
        }
    }

    @Test
    void aListOfOneProjectUsesItsIndexes() throws Exception {
        UUID tenant = server.admin.tenant();
        UUID small = UUID.randomUUID();
        UUID large = UUID.randomUUID();
        UUID integration = UUID.randomUUID();
        try (Connection owner = TestDatabase.connect(server.address);
                Statement s = owner.createStatement()) {
            for (UUID project : List.of(small, large)) {
                s.execute("INSERT INTO project (tenant_id, id, name, created_at) VALUES ('%s', '%s', '%s', now())"
                        .formatted(tenant, project, project));
                s.execute(
                        "INSERT INTO integration (tenant_id, id, project_id, source, name, enabled, key_hash, key_secret, created_at) VALUES ('%s', '%s', '%s', 's', '%s', true, decode(replace('%s', '-', ''), 'hex'), '', now())"
                                .formatted(
                                        tenant,
                                        project.equals(small) ? integration : UUID.randomUUID(),
                                        project,
                                        project,
                                        project));
                s.execute(
                        "INSERT INTO incident (tenant_id, id, project_id, number, version, title, level, state, category, source, created_by_name, notify_owner, alarm_count, created_at, updated_at) SELECT '%s', gen_random_uuid(), '%s', n + %d, 1, 't', 'P1', 'closed', 'other', 'manual', 'x', true, 0, now() - n * interval '1 s', now() FROM generate_series(1, %d) n"
                                .formatted(
                                        tenant,
                                        project,
                                        project.equals(small) ? 0 : 100_000,
                                        project.equals(small) ? 50 : 50_000));
                s.execute(
                        "INSERT INTO alarm (tenant_id, id, number, integration_id, source, fingerprint, alarm_id, name, level, state, count, starts_at, first_at, last_at, additional, last_original_id, rules_version) SELECT i.tenant_id, gen_random_uuid(), n, i.id, 's', n, 'a', 'n', 0, 'firing', 1, now(), now(), now() - n * interval '1 s', '{}', gen_random_uuid(), 0 FROM generate_series(1, %d) n, integration i WHERE i.project_id = '%s'"
                                .formatted(project.equals(small) ? 50 : 50_000, project));
            }
            s.execute("ANALYZE");
        }
        Scope scope = new Scope(
                List.of(new Scope.Clause(List.of(), List.of(new Condition.Project("p", List.of(small), true)))),
                List.of());
        try (Connection app = TestDatabase.connectAsApp(server.address)) {
            rows(app, "SELECT set_config('coc.tenant', '" + tenant + "', false)");
            Where incidents = new Where().within(scope, ScopeColumns.of("project_id", "id"));
            String plan = explain(
                    app, "SELECT id FROM incident" + sql(incidents) + " ORDER BY created_at DESC, id DESC LIMIT 20");
            assertTrue(plan.contains("incident_project") && !plan.contains("Sort"), plan);
            Where alarms = new Where()
                    .raw("state = 'firing'")
                    .within(
                            scope,
                            ScopeColumns.where(
                                    "integration_id IN (SELECT g.id FROM integration g WHERE g.project_id = ANY (?))",
                                    "id"));
            String found =
                    explain(app, "SELECT id FROM alarm" + sql(alarms) + " ORDER BY first_at DESC, id DESC LIMIT 20");
            assertFalse(found.contains("Seq Scan on alarm"), found);
            Where everything = new Where().within(Scope.ALL, ScopeColumns.of("project_id", "id"));
            assertEquals("", everything.sql());
        }
    }

    private static String sql(Where where) {
        String sql = where.sql();
        for (int i = where.values().length; i > 0; i--) {
            sql = sql.replace("$" + i, "'" + where.values()[i - 1] + "'");
        }
        return sql;
    }

    private static String explain(Connection c, String sql) throws Exception {
        return String.join("\n", rows(c, "EXPLAIN (ANALYZE) " + sql));
    }

    private static List<String> rows(Connection c, String sql) throws Exception {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            List<String> out = new ArrayList<>();
            while (r.next()) {
                out.add(r.getString(1));
            }
            return out;
        }
    }
}
