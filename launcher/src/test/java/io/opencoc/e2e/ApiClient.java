package io.opencoc.e2e;

import io.opencoc.kernel.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** A client of the API, over the network like any other. */
final class ApiClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    record Answer(int status, String body, HttpResponse<String> response) {
        JsonNode json() {
            return Json.tree(body);
        }
    }

    private ApiClient(String base, String token) {
        this.base = base;
        this.token = token;
    }

    static ApiClient signIn(RunningServer server) {
        ApiClient anonymous = new ApiClient(server.url(), null);
        JsonNode session =
                anonymous.post("/api/v1/sessions", Map.of("user", "admin", "password", RunningServer.PASSWORD));
        return new ApiClient(server.url(), session.get("token").asString());
    }

    Answer call(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(40))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (token != null && path.startsWith("/api")) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    JsonNode get(String path) {
        Answer a = call("GET", path, null);
        if (a.status != 200) {
            throw new AssertionError(path + " " + a);
        }
        return a.json();
    }

    List<JsonNode> items(String path) {
        return get(path).get("items").valueStream().toList();
    }

    JsonNode only(String path) {
        List<JsonNode> items = items(path);
        if (items.size() != 1) {
            throw new AssertionError(path + " has " + items.size() + ": " + items);
        }
        return items.getFirst();
    }

    JsonNode post(String path, Object body) {
        return change("POST", path, body);
    }

    JsonNode put(String path, Object body) {
        return change("PUT", path, body);
    }

    private JsonNode change(String method, String path, Object body) {
        Answer a = call(method, path, Json.MAPPER.writeValueAsBytes(body), "Content-Type", "application/json");
        if (a.status >= 300) {
            throw new AssertionError(path + " " + a);
        }
        return a.json();
    }

    /** Sends to a hook and gives the status. */
    int hook(String key, String path, String body) {
        return call(
                        "POST",
                        "/hooks/" + key + path,
                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json")
                .status();
    }

    /** Waits until something is so, for so many seconds at most. */
    static void within(int seconds, String what, BooleanSupplier so) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + seconds + " s: " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
