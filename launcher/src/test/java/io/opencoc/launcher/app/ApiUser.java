package io.opencoc.launcher.app;

import io.opencoc.kernel.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Somebody who calls the API of a server, over the network. */
record ApiUser(HttpClient http, int port, String token, String agent) {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    record Answer(int status, String body, HttpHeaders headers) {
        JsonNode json() {
            return Json.tree(body);
        }
    }

    /** Nobody: without a session. */
    static ApiUser nobody(HttpClient http, App app) {
        return new ApiUser(http, app.port(), null, "test");
    }

    /** The same server with a session. */
    ApiUser signIn(String tenant, String user, String password) {
        Answer a = call("POST", "/sessions", Json.write(Map.of("tenant", tenant, "user", user, "password", password)));
        if (a.status != 201) {
            throw new AssertionError(a);
        }
        return new ApiUser(http, port, a.json().get("token").asString(), agent);
    }

    /** The same one, with another User-Agent. */
    ApiUser as(String otherAgent) {
        return new ApiUser(http, port, token, otherAgent);
    }

    /** Calls below {@code /api/v1}. */
    Answer call(String method, String path, String json) {
        return send(request("/api/v1" + path)
                .method(
                        method,
                        json == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json)));
    }

    JsonNode get(String path) {
        Answer a = call("GET", path, null);
        if (a.status != 200) {
            throw new AssertionError(path + " " + a);
        }
        return a.json();
    }

    JsonNode make(String path, Object body) {
        Answer a = call("POST", path, Json.write(body));
        if (a.status >= 300) {
            throw new AssertionError(path + " " + a);
        }
        return a.json();
    }

    /** Sends a file. */
    Answer upload(String path, String content) {
        return send(request("/api/v1" + path)
                .setHeader("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString(content)));
    }

    /** Sends alarms, as a monitoring system would. */
    int hook(String key, String body) {
        return send(request("/hooks/" + key).POST(HttpRequest.BodyPublishers.ofString(body))).status;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("User-Agent", agent)
                .header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> r = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(r.statusCode(), r.body(), r.headers());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The lines of the live updates, until the test closes them. */
    Stream<String> live() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/events"))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
