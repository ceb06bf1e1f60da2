package io.opencoc.launcher.client;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code coc tenant …}: makes and disables tenants, as a user of the tenant {@code default}. */
@Command(
        name = "tenant",
        description = "Creates, lists, disables and enables tenants of a running server.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the server refused or failed",
            "2:an option is wrong",
            "3:the server cannot be reached",
            "4:nobody is signed in, or token or password is wrong"
        },
        synopsisSubcommandLabel = "COMMAND")
public final class TenantCommand {
    private static final int PAGE = 100;

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    public TenantCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /** What a command does with a client, and gives to be printed. */
    private interface Work {
        JsonNode with(ApiClient client) throws ClientFailure;
    }

    @Command(
            description =
                    "Creates a tenant with its first administrator; without a password one is made up and printed once.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin ServerOption server,
            @Parameters(
                            paramLabel = "NAME",
                            description = "What its people sign in with: small letters, digits and hyphens.")
                    String name,
            @Option(names = "--display-name", paramLabel = "TEXT", description = "How it is shown.") @Nullable
                    String displayName,
            @Option(
                            names = "--admin",
                            paramLabel = "USER",
                            defaultValue = "admin",
                            description = "Its first administrator (default: admin).")
                    String administrator,
            @Option(names = "--password-file", paramLabel = "FILE", description = "File with their password.") @Nullable
                    Path passwordFile,
            @Option(names = "--json", description = "Prints JSON.") boolean json) {
        return run(server, json, client -> {
            Map<String, Object> first = new LinkedHashMap<>(Map.of("name", administrator));
            if (passwordFile != null) {
                first.put("password", password(passwordFile));
            }
            Map<String, Object> body = new LinkedHashMap<>(Map.of("name", name, "administrator", first));
            if (displayName != null) {
                body.put("displayName", displayName);
            }
            JsonNode created = client.call("POST", "/tenants", Json.write(body));
            JsonNode madeUp = created.at("/administrator/password");
            if (!json && !madeUp.isMissingNode()) {
                note("Sign in to tenant " + name + " as " + administrator + " with the password " + Text.of(madeUp)
                        + "\nIt is shown this once, and must be changed at the first sign-in.");
            }
            return created;
        });
    }

    @Command(description = "Lists the tenants.", mixinStandardHelpOptions = true)
    int list(@Mixin ServerOption server, @Option(names = "--json", description = "Prints JSON.") boolean json) {
        return run(server, json, client -> {
            List<JsonNode> all = new ArrayList<>();
            for (int page = 1; ; page++) {
                JsonNode found = client.call("GET", "/tenants?size=" + PAGE + "&page=" + page, null);
                found.path("items").forEach(all::add);
                if (found.path("items").size() < PAGE) {
                    return Json.MAPPER.valueToTree(all);
                }
            }
        });
    }

    @Command(
            description = "Shuts a tenant out: nobody signs in, its alarms are refused, its messages wait.",
            mixinStandardHelpOptions = true)
    int disable(
            @Mixin ServerOption server,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--json", description = "Prints JSON.") boolean json) {
        return run(server, json, client -> move(client, name, "disable"));
    }

    @Command(description = "Lets a disabled tenant in again.", mixinStandardHelpOptions = true)
    int enable(
            @Mixin ServerOption server,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--json", description = "Prints JSON.") boolean json) {
        return run(server, json, client -> move(client, name, "enable"));
    }

    private static JsonNode move(ApiClient client, String name, String action) throws ClientFailure {
        String q = URLEncoder.encode(name, StandardCharsets.UTF_8);
        JsonNode found = client.call("GET", "/tenants?sort=name&size=" + PAGE + "&q=" + q, null);
        for (JsonNode tenant : found.path("items")) {
            if (tenant.path("name").asString("").equals(name)) {
                return client.call("POST", "/tenants/" + tenant.path("id").asString() + "/" + action, null);
            }
        }
        throw new ClientFailure(ClientFailure.REFUSED, "There is no tenant " + Text.clean(name) + ".");
    }

    private static String password(Path file) throws ClientFailure {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new ClientFailure(ClientFailure.WRONG_INPUT, "The password file " + file + " cannot be read: " + e);
        }
    }

    private int run(ServerOption server, boolean json, Work work) {
        try (ApiClient client = server.connect(environment, terminal)) {
            JsonNode result = work.with(client);
            out(json ? result.toPrettyString() + "\n" : table(result));
            return 0;
        } catch (ClientFailure e) {
            note(Objects.requireNonNull(e.getMessage()));
            return e.exitCode();
        }
    }

    private static String table(JsonNode result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "SHOWN AS", "STATE", "USERS", "CREATED", "ID"));
        for (JsonNode t : result.isArray() ? result : List.of(result)) {
            rows.add(List.of(
                    Text.of(t.path("name")),
                    Text.of(t.path("displayName")),
                    t.path("enabled").asBoolean(false) ? "enabled" : "disabled",
                    Text.of(t.path("users")),
                    Text.of(t.path("createdAt")),
                    Text.of(t.path("id"))));
        }
        return Text.table(rows);
    }

    private void out(String text) {
        Objects.requireNonNull(spec).commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private void note(String text) {
        Objects.requireNonNull(spec).commandLine().getErr().println(text);
    }
}
