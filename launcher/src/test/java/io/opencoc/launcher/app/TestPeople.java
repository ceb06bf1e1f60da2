package io.opencoc.launcher.app;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.opencoc.kernel.json.Json;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tenants and users of a running server, written into its embedded database as its owner: that is quicker than to ask the API for hundreds of them.
 * All users have the administrator's password.
 */
final class TestPeople implements AutoCloseable {
    /** Of the administrator's password, by the least work that argon2id knows: hundreds of users sign in. */
    private static final String HASH = Password.hash(TestApp.PASSWORD)
            .addRandomSalt(16)
            .with(Argon2Function.getInstance(8, 1, 1, 32, Argon2.ID))
            .getResult();

    private final HttpClient http = HttpClient.newHttpClient();
    private final App app;
    private final Connection owner;
    private final AtomicInteger number = new AtomicInteger();

    TestPeople(App app, Path data) throws Exception {
        this.app = app;
        String port = Files.readString(data.resolve("postgres/port")).strip();
        owner = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/coc", "coc", TestApp.databasePassword(data));
    }

    ApiUser nobody() {
        return ApiUser.nobody(http, app);
    }

    /** A new user of a tenant, which is made when it is new, signed in. */
    ApiUser user(String tenant, String... actions) throws Exception {
        return actions.length == 0
                ? userWith(tenant, List.of())
                : userWith(tenant, List.of(Map.of("Effect", "Allow", "Action", List.of(actions))));
    }

    /** A new user who may do everything but this action. */
    ApiUser userBut(String tenant, String action) throws Exception {
        return userWith(
                tenant,
                List.of(
                        Map.of("Effect", "Allow", "Action", List.of("coc:*:*")),
                        Map.of("Effect", "Deny", "Action", List.of(action))));
    }

    /** With a policy of these statements. */
    private ApiUser userWith(String tenant, List<Map<String, Object>> statements) throws Exception {
        String name = "user" + number.incrementAndGet();
        UUID id = UUID.randomUUID();
        UUID policy = UUID.randomUUID();
        String home = "(SELECT kernel.tenant_create('" + UUID.randomUUID() + "', '" + tenant + "', now()))";
        sql("INSERT INTO app_user (tenant_id, id, name, display_name, password_hash, created_at) VALUES (" + home
                + ", '" + id + "', '" + name + "', '" + name + "', '" + HASH + "', now())");
        if (!statements.isEmpty()) {
            sql("INSERT INTO policy (tenant_id, id, name, document, created_at, updated_at) VALUES (" + home + ", '"
                    + policy + "', 'of " + name + "', '"
                    + Json.write(Map.of("Version", "1.1", "Statement", statements)) + "', now(), now())");
            sql(
                    "INSERT INTO policy_attachment (tenant_id, id, user_id, policy_id, created_at, created_by_name) VALUES ("
                            + home + ", '" + UUID.randomUUID() + "', '" + id + "', '" + policy + "', now(), 'test')");
        }
        return nobody().signIn(tenant, name, TestApp.PASSWORD);
    }

    /** Lets users of a tenant act in the tenant {@code partner}, by an agency that is named after a word. */
    void entrust(String tenant, String word) throws Exception {
        sql(
                "INSERT INTO agency (tenant_id, id, name, trusted_tenant_id, trusted_tenant, created_at, created_by_name) SELECT"
                        + " (SELECT kernel.tenant_create('" + UUID.randomUUID() + "', 'partner', now())), '"
                        + UUID.randomUUID() + "', '" + word
                        + " ops', id, name, now(), 'test' FROM tenant WHERE name = '" + tenant + "'");
    }

    /** The id of the tenant that has these things. */
    String tenant(TenantThings things) throws Exception {
        return text("SELECT tenant_id FROM engineer WHERE id = '" + things.ids().get("engineers") + "'");
    }

    /** The first column of the first row. */
    String text(String query) throws Exception {
        try (Statement s = owner.createStatement();
                ResultSet r = s.executeQuery(query)) {
            r.next();
            return r.getString(1);
        }
    }

    void sql(String statement) throws Exception {
        try (Statement s = owner.createStatement()) {
            s.execute(statement);
        }
    }

    /** The rows of all tables, as text. */
    String everything() throws Exception {
        StringBuilder out = new StringBuilder();
        try (Statement tables = owner.createStatement();
                ResultSet r = tables.executeQuery(
                        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('public', 'kernel')")) {
            while (r.next()) {
                try (Statement table = owner.createStatement();
                        ResultSet rows = table.executeQuery("SELECT t::text FROM " + r.getString(1) + " t")) {
                    while (rows.next()) {
                        out.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return out.toString();
    }

    @Override
    public void close() throws Exception {
        owner.close();
        // Not close(), which waits for the end of live updates.
        http.shutdownNow();
    }
}
