package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import io.opencoc.launcher.client.TenantCommand;
import io.opencoc.launcher.client.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code coc tenant} against a whole server. */
class TenantCommandIT {
    @TempDir
    static Path folder;

    static App app;
    static TestPeople people;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("data");
        app = TestApp.start(data);
        people = new TestPeople(app, data);
    }

    @AfterAll
    static void stop() throws Exception {
        people.close();
        app.stop();
    }

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(Map<String, String> environment, List<String> typed, String... args) {
        ArrayDeque<String> answers = new ArrayDeque<>(typed);
        Terminal terminal = new Terminal() {
            @Override
            public @Nullable String line(String prompt) {
                return answers.poll();
            }

            @Override
            public @Nullable String secret(String prompt) {
                return answers.poll();
            }
        };
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new TenantCommand(environment, terminal))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
        return new Outcome(code, out.toString(), err.toString());
    }

    private static Map<String, String> as(ApiUser user) {
        return Map.of("COC_URL", "http://127.0.0.1:" + app.port() + "/", "COC_TOKEN", user.token());
    }

    @Test
    void createsListsDisablesAndEnables() throws Exception {
        Map<String, String> operator = as(people.user("default", "coc:tenant:*"));
        Outcome created = run(operator, List.of(), "create", "acme", "--display-name", "Acme 公司", "--admin", "boss");
        assertEquals(0, created.code, created.err);
        assertTrue(
                created.out.matches("(?s)NAME +SHOWN AS +STATE +USERS +CREATED +ID\nacme +Acme 公司 +enabled +1 .*"),
                created.out);
        String password = created.err.replaceAll("(?s).*password (\\S+)\n.*", "$1");
        ApiUser boss = people.nobody().signIn("acme", "boss", password);

        Outcome listed = run(operator, List.of(), "list", "--json");
        assertEquals(0, listed.code, listed.err);
        assertTrue(Json.tree(listed.out)
                .valueStream()
                .anyMatch(t -> t.get("name").asString().equals("acme")));

        assertEquals(0, run(operator, List.of(), "disable", "acme").code);
        assertEquals(401, boss.call("GET", "/sessions/current", null).status());
        Outcome enabled = run(operator, List.of(), "enable", "acme", "--json");
        assertTrue(Json.tree(enabled.out).get("enabled").asBoolean(), enabled.out);
    }

    @Test
    void takesThePasswordFromAFileAndTheTokenToo() throws Exception {
        Path token = Files.writeString(
                folder.resolve("token"), people.user("default", "coc:tenant:*").token() + "\n");
        Path password = Files.writeString(folder.resolve("password"), "quiet lantern moss of a file\n");
        Outcome created = run(
                Map.of(),
                List.of(),
                "create",
                "--server",
                "http://127.0.0.1:" + app.port(),
                "--token-file",
                token.toString(),
                "--password-file",
                password.toString(),
                "--admin",
                "boss",
                "filed");
        assertEquals(0, created.code, created.err);
        assertFalse(created.err.contains("password"), created.err);
        people.nobody().signIn("filed", "boss", "quiet lantern moss of a file");
    }

    @Test
    void asksForUserAndPasswordAndSignsOutAgain() throws Exception {
        Map<String, String> here = Map.of("COC_URL", "http://127.0.0.1:" + app.port());
        String before = people.text("SELECT count(*) FROM session");
        Outcome listed = run(here, List.of("admin", TestApp.PASSWORD), "list");
        assertEquals(0, listed.code, listed.err);
        assertTrue(listed.out.contains("default"), listed.out);
        assertEquals(before, people.text("SELECT count(*) FROM session"));
        assertEquals(4, run(here, List.of("admin", "wrong"), "list").code);
        Outcome nobody = run(here, List.of(), "list");
        assertEquals(4, nobody.code);
        assertTrue(nobody.err.contains("COC_TOKEN"), nobody.err);
    }

    @Test
    void saysInWordsWhatIsWrong() throws Exception {
        Map<String, String> operator = as(people.user("default", "coc:tenant:*"));
        Outcome name = run(operator, List.of(), "create", "Not A Name");
        assertEquals(1, name.code);
        assertTrue(name.err.startsWith("name "), name.err);
        Outcome missing = run(operator, List.of(), "disable", "nobody-here");
        assertEquals(1, missing.code);
        assertEquals("There is no tenant nobody-here.\n", missing.err);
        Outcome own = run(operator, List.of(), "disable", "default");
        assertEquals(1, own.code);
        assertTrue(own.err.contains("runs the installation"), own.err);
        Outcome forbidden = run(as(people.user("acme-two", "coc:*:*")), List.of(), "list");
        assertEquals(1, forbidden.code);
        assertTrue(forbidden.err.contains("tenant default"), forbidden.err);
        assertEquals(4, run(Map.of("COC_URL", operator.get("COC_URL"), "COC_TOKEN", "x"), List.of(), "list").code);
        assertEquals(3, run(Map.of("COC_TOKEN", "x"), List.of(), "list", "--server", "http://127.0.0.1:1").code);
        for (String server : List.of("nonsense", "ftp://x", "http://")) {
            assertEquals(2, run(operator, List.of(), "list", "--server", server).code, server);
        }
        assertEquals(2, run(operator, List.of(), "create").code);
        assertEquals(
                2,
                run(
                                operator,
                                List.of(),
                                "list",
                                "--token-file",
                                folder.resolve("none").toString())
                        .code);
    }
}
