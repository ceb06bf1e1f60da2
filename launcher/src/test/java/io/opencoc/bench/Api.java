package io.opencoc.bench;

import io.opencoc.kernel.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The API, for what a benchmark needs. */
final class Api {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private String token = "";

    Api(Server server) throws Exception {
        this.server = server.address();
        token = post("/api/v1/sessions", Map.of("user", "admin", "password", Server.PASSWORD))
                .get("token")
                .asString();
    }

    /** Makes an integration for Alertmanager's API, and gives its key. */
    String integration(String name) throws Exception {
        return integration("prometheus", name);
    }

    /** As {@link #integration(String)}, of any source. */
    String integration(String source, String name) throws Exception {
        return post("/api/v1/integrations", Map.of("source", source, "name", name))
                .get("key")
                .asString();
    }

    /** From now on each alarm name has an incident of its own, and its owner is mailed. */
    void mailOwnerOfEachAlarm() throws Exception {
        JsonNode owner = post("/api/v1/engineers", Map.of("name", "On duty", "email", "on-duty@example.org"));
        post(
                "/api/v1/forwarding-rules",
                Map.of(
                        "name",
                        "everything",
                        "groupBy",
                        List.of("alarmName"),
                        "assignment",
                        Map.of(
                                "type",
                                "individual",
                                "engineerId",
                                owner.get("id").asString())));
    }

    JsonNode post(String path, Object body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
                .build();
        return Json.tree(send(request));
    }

    String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
