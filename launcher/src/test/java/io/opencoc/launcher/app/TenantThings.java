package io.opencoc.launcher.app;

import static io.opencoc.launcher.ServerClient.eventually;

import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of each thing that the API knows by id, in one tenant, with a word of the tenant's in its texts.
 *
 * @param ids by the first part of their paths, as {@code incidents}
 * @param shifts what belongs to the scenario of shifts
 * @param parts of these things, by the first part of their paths and the parameter, as {@code groups userId}
 */
record TenantThings(
        ApiUser admin,
        String word,
        Map<String, String> ids,
        Map<String, String> parts,
        String key,
        ShiftThings shifts) {
    /** What changes by itself as time goes by. */
    private static final List<String> FLEETING =
            List.of("perMinute", "series", "hours", "received", "rejected", "lastReceivedAt");

    static TenantThings make(ApiUser admin, String word) throws Exception {
        Map<String, String> ids = new LinkedHashMap<>();
        // Without an address: the message is skipped at once, instead of being tried for hours.
        Map<String, String> parts = people(admin, word, ids);
        String engineer = id(admin.make("/engineers", Map.of("name", word + " engineer", "userId", ids.get("users"))));
        JsonNode integration =
                admin.make("/integrations", Map.of("source", "prometheus", "name", word + " integration"));
        JsonNode rule = admin.make(
                "/forwarding-rules",
                Map.of(
                        "name", word + " rule",
                        "application", word + "-app",
                        "assignment", Map.of("type", "individual", "engineerId", engineer)));
        admin.call(
                "PUT",
                "/notification-channels/email",
                Json.write(Map.of("settings", Map.of("host", "127.0.0.1", "port", 1, "from", word + "@example.com"))));
        String key = integration.get("key").asString();
        ShiftThings shifts = ShiftThings.make(admin, word, engineer);
        parts.putAll(shifts.parts(engineer));
        ids.put("shift-scenarios", shifts.scenario());
        ids.put("shift-feeds", id(admin.make("/shift-feeds", Map.of("scenarioId", shifts.scenario()))));
        TenantThings things = new TenantThings(admin, word, ids, parts, key, shifts);
        things.fire(word + " alarm");
        admin.hook(key, "{\"broken\": \"" + word);
        ids.put("projects", id(admin.make("/projects", Map.of("name", word + " project"))));
        ids.put("sessions", id(admin.get("/sessions").get("items").get(0)));
        ids.put(
                "tokens",
                id(admin.make(
                        "/tokens",
                        Map.of(
                                "name",
                                word + " token",
                                "actions",
                                List.of("coc:*:list"),
                                "expiresAt",
                                Instant.now().plus(Duration.ofDays(1)).toString()))));
        ids.put(
                "identity-providers",
                id(admin.make(
                        "/identity-providers",
                        Map.of(
                                "issuer",
                                "https://id.example.com",
                                "clientId",
                                word,
                                "label",
                                Map.of("en", word + " provider", "zh", word)))));
        String trusted =
                admin.get("/sessions/current").get("tenant").asString().equals("default") ? "other" : "default";
        ids.put("agencies", id(admin.make("/agencies", Map.of("name", word + " agency", "trustedTenant", trusted))));
        ids.put("engineers", engineer);
        String todo = id(admin.make("/todos", todo(word, engineer)));
        ids.put("todos", todo);
        parts.put(
                "todos attachmentId",
                id(admin.upload("/todos/" + todo + "/attachments?name=" + word + ".txt", word)
                        .json()));
        ids.put("integrations", id(integration));
        ids.put("forwarding-rules", id(rule));
        ids.put("notification-channels", "email");
        ids.put("alarm-sources", "prometheus");
        for (String kind : List.of("original-alarms", "alarms", "incidents", "notifications")) {
            eventually(kind, some(admin, "/" + kind));
            ids.put(kind, id(admin.get("/" + kind).get("items").get(0)));
        }
        ids.put("traces", id(admin.get("/traces").get("items").get(0)));
        eventually(
                "the error", () -> admin.get("/integrations/" + id(integration)).has("lastErrorAt"));
        eventually("rejected", some(admin, "/integrations/" + id(integration) + "/rejected"));
        eventually(
                "hits",
                () -> admin.get("/forwarding-rules/" + id(rule)).get("hits").asInt() == 1);
        return things;
    }

    /** A user in a group, and a policy that both have. */
    private static Map<String, String> people(ApiUser admin, String word, Map<String, String> ids) {
        String group = id(admin.make("/groups", Map.of("name", word + " group")));
        String user = id(admin.make(
                "/users",
                Map.of(
                        "name",
                        word + "-user",
                        "displayName",
                        word + " user",
                        "password",
                        "quiet lantern moss",
                        "groupIds",
                        List.of(group))));
        String policy = id(admin.make(
                "/policies",
                Map.of(
                        "name",
                        word + " policy",
                        "document",
                        Map.of(
                                "Version",
                                "1.1",
                                "Statement",
                                List.of(Map.of("Effect", "Allow", "Action", List.of("coc:alarm:list")))))));
        ids.put("users", user);
        ids.put("groups", group);
        ids.put("policies", policy);
        return new LinkedHashMap<>(Map.of(
                "groups userId", user,
                "users attachmentId", id(admin.make("/users/" + user + "/attachments", Map.of("policyId", policy))),
                "groups attachmentId",
                        id(admin.make("/groups/" + group + "/attachments", Map.of("policyId", policy)))));
    }

    /** What makes a to-do of which nobody is told. */
    static Map<String, Object> todo(String word, String engineer) {
        return Map.of(
                "name",
                word + "-todo",
                "description",
                word + " description",
                "type",
                "other",
                "severity",
                "minor",
                "ownerIds",
                List.of(engineer),
                "notification",
                "none",
                "solution",
                "s",
                "deadline",
                Instant.now().plus(Duration.ofDays(30)).toString());
    }

    private static BooleanSupplier some(ApiUser admin, String path) {
        return () -> !admin.get(path).get("items").isEmpty();
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asString();
    }

    /** Sends an alarm to the tenant's integration. */
    void fire(String name) {
        int status = admin.hook(
                key,
                "{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"%s\",\"severity\":\"critical\"}}]}"
                        .formatted(name));
        if (status != 200) {
            throw new AssertionError(status);
        }
    }

    /** A path of the contract with this tenant's things in it. */
    String path(Contract.Operation operation) {
        String kind = operation.path().split("/")[1];
        String path = operation.path();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            String[] words = part.getKey().split(" ");
            path = words[0].equals(kind) ? path.replace("{" + words[1] + "}", part.getValue()) : path;
        }
        return path.replaceAll("\\{[a-zA-Z]+}", ids.getOrDefault(kind, "none-of-" + kind));
    }

    /** Everything that the tenant's administrator can read, by path; without what changes by itself. */
    Map<String, String> state(Contract contract) {
        Map<String, String> state = new TreeMap<>();
        contract.operations().values().stream()
                .filter(o ->
                        o.method().equals("GET") && o.action().startsWith("coc:") && o.reach() != Contract.Reach.SYSTEM)
                // Whose downloads have to wait for each other, and leave a trace.
                .filter(o -> !o.id().equals("downloadTodoAttachment"))
                // The trail grows by what is attempted: TrailIT looks at it.
                .filter(o -> !o.path().startsWith("/traces"))
                // Who is on duty at a fixed time, for now moves on.
                .map(o -> path(o) + (o.id().equals("listOnDuty") ? "?at=" + ShiftThings.day(1) + "T00:00:00Z" : ""))
                .forEach(path -> state.put(path, without(admin.get(path)).toString()));
        return state;
    }

    private static JsonNode without(JsonNode json) {
        if (json instanceof ObjectNode object) {
            FLEETING.forEach(object::remove);
        }
        json.forEach(TenantThings::without);
        return json;
    }
}
