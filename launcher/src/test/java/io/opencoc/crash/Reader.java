package io.opencoc.crash;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The API, as the administrator: all that the oracle knows of the server. For one thread. */
final class Reader {
    private static final int PAGE = 100;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String token;

    Reader(URI server) throws IOException, InterruptedException {
        this.server = server;
        token = send(request("/api/v1/sessions", "").POST(json(Map.of("user", "admin", "password", Victim.PASSWORD))))
                .get("token")
                .asString();
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path, token).POST(json(body)));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path, token));
    }

    /** How many there are. */
    int total(String path) throws IOException, InterruptedException {
        return get(path + "&size=1").get("total").asInt();
    }

    /** Each item of a list with numbered pages; nothing must change it meanwhile. */
    void pages(String path, Consumer<JsonNode> item) throws IOException, InterruptedException {
        for (int page = 1; ; page++) {
            JsonNode items = get(path + "&size=" + PAGE + "&page=" + page).get("items");
            items.forEach(item);
            if (items.size() < PAGE) {
                return;
            }
        }
    }

    /** Each item of an endless list. */
    void chain(String path, Consumer<JsonNode> item) throws IOException, InterruptedException {
        String after = "";
        while (true) {
            JsonNode page = get(path + "&size=" + PAGE + after);
            page.get("items").forEach(item);
            if (!page.has("next")) {
                return;
            }
            after = "&after=" + page.get("next").asString();
        }
    }

    private HttpRequest.Builder request(String path, String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json");
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.request() + ": " + answer.statusCode() + " " + answer.body());
        }
        return Json.tree(answer.body());
    }
}
