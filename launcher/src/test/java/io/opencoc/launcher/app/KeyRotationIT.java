package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.secret.Secrets;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRotationIT {
    @TempDir
    Path folder;

    /** What a server with secrets leaves behind. */
    private record Installation(Path data, Path file, String old, String integration, String key) {}

    private Installation install(String... variables) throws Exception {
        Path data = folder.resolve("data");
        Installation[] out = new Installation[1];
        with(
                data,
                (app, admin) -> {
                    var made = admin.make("/integrations", Map.of("source", "prometheus", "name", "heron"));
                    admin.call(
                            "PUT",
                            "/notification-channels/email",
                            Json.write(Map.of(
                                    "settings",
                                    Map.of(
                                            "host", "127.0.0.1",
                                            "port", 1,
                                            "from", "a@example.com",
                                            "user", "heron",
                                            "password", "s3cret of the channel"))));
                    Path file = data.resolve("master.key");
                    out[0] = new Installation(
                            data,
                            file,
                            Files.exists(file) ? Files.readString(file) : "",
                            made.get("id").asString(),
                            made.get("key").asString());
                },
                variables);
        return out[0];
    }

    private interface Use {
        void of(App app, ApiUser admin) throws Exception;
    }

    private static void with(Path data, Use use, String... variables) throws Exception {
        App app = TestApp.start(data, variables);
        try (HttpClient http = HttpClient.newHttpClient()) {
            use.of(app, ApiUser.nobody(http, app).signIn("default", "admin", TestApp.PASSWORD));
        } finally {
            app.stop();
        }
    }

    /** The server starts, and all secrets can be read. */
    private static void works(Installation i, String... variables) throws Exception {
        with(
                i.data,
                (app, admin) -> {
                    assertEquals(
                            i.key,
                            admin.get("/integrations/" + i.integration)
                                    .get("key")
                                    .asString());
                    assertEquals(200, admin.hook(i.key, "{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[]}"));
                    // With the same destination the old password is taken over, for which it is decrypted.
                    assertEquals(
                            200,
                            admin.call(
                                            "PUT",
                                            "/notification-channels/email",
                                            "{\"settings\":{\"host\":\"127.0.0.1\",\"port\":1,\"from\":\"a@example.com\",\"user\":\"heron\"}}")
                                    .status());
                },
                variables);
    }

    private static String text(App app, Path data, String query) throws Exception {
        try (TestPeople people = new TestPeople(app, data)) {
            return people.text(query);
        }
    }

    @Test
    void everythingIsEncryptedWithTheNewKeyAlone() throws Exception {
        Installation i = install();
        assertEquals(3, new KeyRotation(TestApp.settings(i.data)).ofFile().values());
        String fresh = Files.readString(i.file);
        assertNotEquals(i.old, fresh);
        assertEquals(1, Secrets.parse(fresh).keys());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(i.file)));
        assertFalse(Files.exists(folder.resolve("data/master.key.new")));
        works(i);
        with(i.data, (app, admin) -> {
            byte[] encrypted =
                    HexFormat.of().parseHex(text(app, i.data, "SELECT encode(key_secret, 'hex') FROM integration"));
            String owner = "integration:" + i.integration;
            assertEquals(i.key, Secrets.parse(fresh).decrypt(encrypted, owner));
            assertThrows(IllegalStateException.class, () -> Secrets.parse(i.old).decrypt(encrypted, owner));
        });
        Files.writeString(i.file, i.old);
        StartFailure refused = assertThrows(StartFailure.class, () -> TestApp.start(i.data));
        assertTrue(refused.getMessage().contains("newer key"), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(KeyRotation.Step.class)
    void brokenOffAnywhereTheServerStartsAndTheNextRunEndsIt(KeyRotation.Step at) throws Exception {
        Installation i = install();
        KeyRotation broken = new KeyRotation(TestApp.settings(i.data), step -> {
            if (step == at) {
                throw new AssertionError("killed");
            }
        });
        assertThrows(AssertionError.class, broken::ofFile);
        int keys = Secrets.parse(Files.readString(i.file)).keys();
        assertEquals(at == KeyRotation.Step.OLD_KEY_DROPPED ? 1 : 2, keys);
        works(i);
        String before = Files.readString(i.file);
        // The server has encrypted the channel's password again, with the new key.
        int left = new KeyRotation(TestApp.settings(i.data)).ofFile().values();
        assertEquals(
                at == KeyRotation.Step.ENCRYPTED || at == KeyRotation.Step.KEY_ADDED ? 2 : keys == 1 ? 3 : 0, left);
        Secrets after = Secrets.parse(Files.readString(i.file));
        assertEquals(1, after.keys());
        assertEquals(keys == 2, after.key() == Secrets.parse(before).key(), "a broken change is ended, not begun anew");
        works(i);
    }

    @Test
    void notWhileAServerRuns() throws Exception {
        Installation i = install();
        App app = TestApp.start(i.data);
        try {
            StartFailure sameFolder =
                    assertThrows(StartFailure.class, () -> new KeyRotation(TestApp.settings(i.data)).ofFile());
            assertTrue(sameFolder.getMessage().contains("is in use by another server"), sameFolder.getMessage());
            String url = TestApp.databaseUrl(i.data, TestApp.databasePassword(i.data));
            StartFailure sameDatabase = assertThrows(StartFailure.class, () -> new KeyRotation(TestApp.settings(
                            folder.resolve("other"),
                            "COC_DB_URL",
                            url,
                            "COC_SECRETS_MASTER_KEY_FILE",
                            i.file.toString()))
                    .ofFile());
            assertTrue(sameDatabase.getMessage().contains("A server runs on the database"), sameDatabase.getMessage());
        } finally {
            app.stop();
        }
        works(i);
    }

    @Test
    void ofTheEnvironmentInTwoSteps() throws Exception {
        String first = Secrets.generate();
        Installation i = install("COC_SECRETS_MASTER_KEY", first);
        assertTrue(assertThrows(
                        StartFailure.class,
                        () -> new KeyRotation(TestApp.settings(i.data, "COC_SECRETS_MASTER_KEY", first)).ofFile())
                .getMessage()
                .contains("--begin"));
        assertTrue(assertThrows(
                        StartFailure.class,
                        () -> new KeyRotation(TestApp.settings(i.data, "COC_SECRETS_MASTER_KEY", first)).finish())
                .getMessage()
                .contains("--begin"));
        String both = new KeyRotation(TestApp.settings(i.data, "COC_SECRETS_MASTER_KEY", first))
                .begin()
                .reveal();
        works(i, "COC_SECRETS_MASTER_KEY", both);
        String alone = new KeyRotation(TestApp.settings(i.data, "COC_SECRETS_MASTER_KEY", both))
                .finish()
                .reveal();
        assertEquals(1, Secrets.parse(alone).keys());
        works(i, "COC_SECRETS_MASTER_KEY", both);
        works(i, "COC_SECRETS_MASTER_KEY", alone);
        assertThrows(StartFailure.class, () -> TestApp.start(i.data, "COC_SECRETS_MASTER_KEY", first));
    }

    @Test
    void everyColumnOfBytesIsEncryptedAnewOrKnownNotToBe() throws Exception {
        List<String> plain = List.of(
                "public.session.token_hash",
                "public.integration.key_hash",
                "public.api_token.token_hash",
                "kernel.trace.hash",
                "kernel.notification_call.place",
                "kernel.trail_head.hash",
                "kernel.trail_head.head_mac",
                "kernel.trail_head.anchor_hash",
                "kernel.trail_head.anchor_mac",
                "public.incident.group_key",
                "public.alarm_log.fingerprints",
                "public.alarm_log.fields",
                "public.alarm_log.raws",
                "public.shift_feed.key_hash",
                "public.attachment.sha256");
        with(folder.resolve("data"), (app, admin) -> {
            String all = text(
                    app,
                    folder.resolve("data"),
                    "SELECT string_agg(n.nspname || '.' || c.relname || '.' || a.attname, ' ' ORDER BY 1) FROM pg_attribute a"
                            + " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE n.nspname IN ('public', 'kernel') AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
                            + " AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'bytea'::regtype");
            List<String> unknown = new java.util.ArrayList<>(List.of(all.split(" ")));
            unknown.removeAll(plain);
            for (var column : EncryptedColumns.ALL) {
                assertTrue(unknown.remove(column.table() + "." + column.column()), column.toString());
            }
            assertEquals(List.of(), unknown, "say in EncryptedColumns, or here, what rests in these");
        });
    }
}
