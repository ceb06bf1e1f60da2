package io.opencoc.launcher.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.secret.Secret;
import io.opencoc.kernel.sql.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Path ANNOTATED = Path.of("..", "config", "coc.yaml");

    @TempDir
    Path folder;

    @Test
    void theAnnotatedFileSaysTheDefaultsAndNamesEveryKeyAndVariable() throws Exception {
        assertEquals(Settings.load(null, Map.of(), Map.of()), Settings.load(ANNOTATED, Map.of(), Map.of()));
        List<String> lines = Files.readAllLines(ANNOTATED);
        for (String key : SettingsLoad.keys()) {
            String line = key.substring(key.lastIndexOf('.') + 1) + ":.*# " + SettingsReader.variable(key);
            assertTrue(lines.stream().anyMatch(l -> l.strip().matches(line)), key);
        }
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
        Path file = write("http: {port: 1, host: 10.0.0.1, trustedProxies: [10.0.0.0/8, 192.0.2.7]}", "data: a");
        Settings settings = Settings.load(
                file, Map.of("COC_HTTP_PORT", "2", "COC_DATA", "b", "COC_MAIL_HOST", " "), Map.of("http.port", "3"));
        assertEquals(3, settings.http().port());
        assertEquals(Path.of("b"), settings.data());
        assertEquals("10.0.0.1", settings.http().host());
        assertEquals(List.of("10.0.0.0/8", "192.0.2.7"), settings.http().trustedProxies());
        assertEquals(
                List.of("::1", "10.0.0.0/8"),
                Settings.load(file, Map.of("COC_HTTP_TRUSTED_PROXIES", "::1, 10.0.0.0/8,"), Map.of())
                        .http()
                        .trustedProxies());
    }

    @Test
    void listsAllProblemsAtOnceWithTheirPlaces() throws Exception {
        Path file = write(
                "http:",
                "  prot: 8081",
                "  port: eighty",
                "  trustedProxies: [10.0.0.0/8, proxy.example.com]",
                "log: text",
                "ingest:",
                "  maxBodyBytes: 1 TiB",
                "  lanes: [1, 2]",
                "zzz: 1");
        List<String> problems = problems(
                file,
                Map.of(
                        "COC_HTTP_PROT", "1",
                        "COC_LOG_LEVEL", "loud",
                        "COC_HTTP_PUBLIC_URL", "coc.example.com",
                        "COC_JAVA_HOME", "/x",
                        "COC_TEST_POSTGRES", "x"));
        assertEquals(
                List.of(
                                file + " line 3: http.port: must be a whole number from 0 to 65535, not 'eighty'",
                                "http.publicUrl (COC_HTTP_PUBLIC_URL): must be like https://coc.example.com, not 'coc.example.com'",
                                file
                                        + " line 4: http.trustedProxies: 'proxy.example.com' is not an address or network like 10.0.0.0/8",
                                file + " line 8: ingest.lanes: must be one value, not a list",
                                file
                                        + " line 7: ingest.maxBodyBytes: must be 1024 to 104857600 bytes, as in '10 MiB', not '1 TiB'",
                                "log.level (COC_LOG_LEVEL): must be one of error, warn, info, debug, not 'loud'",
                                file + " line 2: unknown key 'http.prot'; did you mean http.port?",
                                file + " line 5: 'log' is a section: its keys go below it, indented",
                                file + " line 9: unknown key 'zzz'",
                                "environment: unknown variable COC_HTTP_PROT; did you mean COC_HTTP_PORT?")
                        .stream()
                        .sorted()
                        .toList(),
                problems.stream().sorted().toList());
    }

    @Test
    void refusesWhatIsNotThereOrNotYaml() throws Exception {
        assertEquals(
                List.of("nowhere.yaml: cannot be read: there is no such file"),
                problems(Path.of("nowhere.yaml"), Map.of()));
        assertTrue(
                problems(write("http:", "  port: [8080"), Map.of()).getFirst().contains("is not YAML"));
        assertTrue(problems(write("just text"), Map.of()).getFirst().contains("must begin with a section"));
        Path twice = write("http:", "  port: 1", "log:", "  level: warn", "http:", "  port: 2");
        assertEquals(List.of(twice + " line 6: 'http.port' is there already"), problems(twice, Map.of()));
        assertEquals(List.of(), problems(write("# nothing"), Map.of()));
    }

    @Test
    void readsBytesWithUnits() throws Exception {
        assertEquals(
                2 << 20,
                Settings.load(null, Map.of("COC_INGEST_MAX_BODY_BYTES", "2 MiB"), Map.of())
                        .ingest()
                        .maxBodyBytes());
        assertEquals(
                4096,
                Settings.load(null, Map.of("COC_INGEST_MAX_BODY_BYTES", "4096"), Map.of())
                        .ingest()
                        .maxBodyBytes());
        assertEquals(
                1,
                problems(null, Map.of("COC_INGEST_MAX_PENDING_BYTES", "999999999999999 GiB"))
                        .size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        postgres://coc:s%40cret@db.example.com/ops              | coc@db.example.com:5432/ops  | s@cret | {}
        postgresql://a@[::1]:6000/ops?sslmode=require           | a@::1:6000/ops               | other  | {sslmode=require}
        jdbc:postgresql://db:5433/ops?user=b&password=p+w       | b@db:5433/ops                | p+w    | {}
        """)
    void readsTheAddressOfADatabase(String url, String address, String password, String properties) throws Exception {
        Map<String, String> environment = password.equals("other")
                ? Map.of("COC_DB_URL", url, "COC_DB_PASSWORD", "other")
                : Map.of("COC_DB_URL", url);
        DatabaseAddress read = Settings.load(null, environment, Map.of()).db().address();
        assertEquals(address, read.toString());
        assertEquals(password, read.ownerPassword());
        assertEquals(properties, read.properties().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mysql://coc:hidden@db/ops                     | must be like postgres://
        postgres://coc:hid den@db/ops                 | must be like postgres://
        postgres://coc:hidden@db/                     | must be like postgres://
        postgres://db/ops                             | names no user
        postgres://coc:hidden@db/ops?sslmode=always   | sslmode must be one of
        postgres://coc:hidden@db/ops?sslmode=verify-full | needs sslrootcert
        postgres://coc:hidden@db/ops?timeout=1        | not 'timeout'
        """)
    void refusesAWrongAddressWithoutShowingIt(String url, String why) throws Exception {
        String problem = problems(null, Map.of("COC_DB_URL", url)).getFirst();
        assertTrue(problem.startsWith("db.url (COC_DB_URL): ") && problem.contains(why), problem);
        assertFalse(problem.contains("hid"), problem);
    }

    @Test
    void saysWhatBelongsTogether() throws Exception {
        assertTrue(problems(null, Map.of("COC_DB_PASSWORD", "x")).getFirst().contains("says nothing without db.url"));
        assertTrue(problems(null, Map.of("COC_MAIL_HOST", "x"))
                .getFirst()
                .startsWith("mail.from (COC_MAIL_FROM): is missing"));
        Path pem = Files.writeString(folder.resolve("cert.pem"), "x");
        List<String> half = problems(null, Map.of("COC_HTTP_TLS_CERTIFICATE", pem.toString()));
        assertEquals(List.of("http.tls.key (COC_HTTP_TLS_KEY): is missing: TLS needs certificate and key"), half);
        assertTrue(problems(null, Map.of("COC_HTTP_TLS_KEY", "/no/such.pem"))
                .getFirst()
                .contains("is not there"));
    }

    @Test
    void neverPrintsASecret() throws Exception {
        Settings settings = Settings.load(
                null,
                Map.of(
                        "COC_ADMIN_PASSWORD", "opensesame",
                        "COC_METRICS_TOKEN", "opensesame",
                        "COC_MAIL_PASSWORD", "opensesame",
                        "COC_DB_URL", "postgres://coc:opensesame@db/ops"),
                Map.of());
        assertFalse(settings.toString().contains("opensesame"), settings.toString());
        assertEquals(
                4,
                settings.secretValues().stream()
                        .filter(Secret.of("opensesame")::equals)
                        .count());
        String problem = problems(
                        null, Map.of("COC_ADMIN_PASSWORD", "x".repeat(300), "COC_SECRETS_MASTER_KEY", "opensesame"))
                .toString();
        assertTrue(
                problem.contains("must have at most 256 characters") && problem.contains("is not a master key"),
                problem);
        assertFalse(problem.contains("xxx") || problem.contains("opensesame"), problem);
    }

    private List<String> problems(Path file, Map<String, String> environment) {
        try {
            Settings.load(file, environment, Map.of());
            return List.of();
        } catch (InvalidSettings e) {
            return e.problems();
        }
    }

    @Test
    void theMessageListsEveryProblemOnALine() {
        InvalidSettings invalid = assertThrows(
                InvalidSettings.class, () -> Settings.load(null, Map.of("COC_A", "1", "COC_B", "2"), Map.of()));
        assertEquals(
                "The settings have 2 problems:\n  environment: unknown variable COC_A\n  environment: unknown variable COC_B",
                invalid.getMessage());
    }

    private Path write(String... lines) throws Exception {
        return Files.write(Files.createTempFile(folder, "coc", ".yaml"), List.of(lines));
    }
}
