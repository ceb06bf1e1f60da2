package io.opencoc.kernel.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Condition;
import io.opencoc.kernel.access.Glob;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random statements: what is decided thing by thing, what a scope says, and what its SQL selects are the same. */
class ScopeSqlIT {
    private static final int ROUNDS = 400;
    private static final String ACTION = "coc:incident:list";
    private static final List<String> PATTERNS =
            List.of("a", "b", "a*", "*b", "*", "a%", "_", "%", "a\\b", "a'b", "*a*b*", "é*");
    private static final List<String> VALUES = List.of("a", "b", "ab", "a%", "_", "a\\b", "a'b", "éa", "");

    static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final Random random = new Random(20261123);
    private final List<UUID> projects =
            IntStream.range(0, 4).mapToObj(i -> new UUID(random.nextLong(), i)).toList();

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Target target() {
        Map<String, String> tags = new java.util.HashMap<>();
        for (String key : List.of("team", "a'b")) {
            if (random.nextBoolean()) {
                tags.put(key, any(VALUES));
            }
        }
        return new Target(
                random.nextInt(5) == 0 ? null : any(projects), new UUID(random.nextLong(), random.nextLong()), tags);
    }

    private Condition condition() {
        return random.nextBoolean()
                ? new Condition.Project(
                        "p",
                        random.nextBoolean() ? projects.subList(0, 2) : List.of(any(projects)),
                        random.nextBoolean())
                : new Condition.Tag(
                        "t",
                        any(List.of("team", "a'b", "none")),
                        random.nextBoolean()
                                ? List.of(new Glob(any(PATTERNS)))
                                : List.of(new Glob(any(PATTERNS)), new Glob(any(PATTERNS))),
                        random.nextBoolean());
    }

    private Statement statement(List<Target> targets) {
        List<Condition> conditions = new ArrayList<>();
        while (random.nextInt(3) > 0 && conditions.size() < 3) {
            conditions.add(condition());
        }
        List<Statement.Thing> things = new ArrayList<>();
        do {
            String id = any(targets).id().toString();
            things.add(new Statement.Thing(
                    new Glob(any(List.of("*", "incident", "inc*", "alarm"))),
                    new Glob(any(List.of("*", "*", id, id.charAt(0) + "*", "*" + id.charAt(35))))));
        } while (random.nextInt(3) == 0);
        return new Statement(
                random.nextInt(3) > 0,
                List.of(new Glob(any(List.of("*", "coc:*:list", ACTION, "coc:alarm:list")))),
                things,
                conditions,
                new Statement.Origin("p", null, 0, null));
    }

    @Test
    void allWaysToAskAgree() {
        int some = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Target> targets =
                    IntStream.range(0, 20).mapToObj(i -> target()).toList();
            List<Statement> statements = IntStream.range(0, random.nextInt(6))
                    .mapToObj(i -> statement(targets))
                    .toList();
            Access access = Access.of(statements);
            Scope scope = access.scope(ACTION, Caller.system());
            Set<UUID> decided = targets.stream()
                    .filter(t -> access.decide(ACTION, Caller.system(), t).allowed())
                    .map(Target::id)
                    .collect(Collectors.toSet());
            assertEquals(
                    decided,
                    targets.stream().filter(scope::has).map(Target::id).collect(Collectors.toSet()),
                    () -> "scope of " + statements);
            assertEquals(decided, selected(targets, scope), () -> "SQL of " + statements);
            Set<UUID> named = scope.projects();
            for (Target t : targets) {
                assertTrue(!decided.contains(t.id()) || named == null || named.contains(t.project()));
            }
            some += decided.isEmpty() || decided.size() == targets.size() ? 0 : 1;
        }
        assertTrue(some > ROUNDS / 10, "statements that tell things apart: " + some);
    }

    private static Set<UUID> selected(List<Target> targets, Scope scope) {
        Where where = new Where();
        UUID[] ids = targets.stream().map(Target::id).toArray(UUID[]::new);
        UUID[] projects = targets.stream().map(Target::project).toArray(UUID[]::new);
        String[] tags = targets.stream().map(t -> Json.write(t.tags())).toArray(String[]::new);
        String rows = "SELECT id FROM (SELECT id, project, tags::jsonb AS tags FROM unnest(" + where.next(ids)
                + "::uuid[], " + where.next(projects) + "::uuid[], " + where.next(tags)
                + "::text[]) AS t (id, project, tags)) t";
        where.within(scope, new ScopeColumns("project", "id", "tags"));
        return new HashSet<>(TestServer.await(server.database()
                .in(server.admin, tx -> tx.list(rows + where.sql(), r -> r.getUUID("id"), where.values()))));
    }
}
