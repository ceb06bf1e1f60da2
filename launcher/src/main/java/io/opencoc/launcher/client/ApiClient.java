package io.opencoc.launcher.client;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks a server and waits for its answer, 60 s at most. For one thread. */
final class ApiClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI server;
    private @Nullable String token;
    private boolean ownSession;

    ApiClient(URI server) {
        this.server = server;
    }

    /** Calls with this token from now on. */
    void use(String given) {
        token = given;
    }

    /** Begins a session, which {@link #close} ends. */
    void signIn(String credentials) throws ClientFailure {
        token = call("POST", "/sessions", credentials).path("token").asString("");
        ownSession = true;
    }

    /**
     * Calls below {@code /api/v1}.
     *
     * @param json the body; null for none
     * @throws ClientFailure in words, when it was not done
     */
    JsonNode call(String method, String path, @Nullable String json) throws ClientFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
                .timeout(ANSWER)
                .header("User-Agent", "coc")
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = send(request.build());
        JsonNode body = tree(answer.body());
        if (answer.statusCode() / 100 == 2 && body != null) {
            return body;
        }
        boolean nobody = answer.statusCode() == 401;
        throw new ClientFailure(nobody ? ClientFailure.NOBODY : ClientFailure.REFUSED, words(answer, body));
    }

    private HttpResponse<String> send(HttpRequest request) throws ClientFailure {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (SSLException e) {
            throw new ClientFailure(ClientFailure.AWAY, "The server's certificate is not trusted: " + e.getMessage());
        } catch (IOException e) {
            String why = e.getMessage() == null ? "nobody answers there" : e.getMessage();
            throw new ClientFailure(ClientFailure.AWAY, "The server " + server + " cannot be reached: " + why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure(ClientFailure.AWAY, "Interrupted.");
        }
    }

    private static @Nullable JsonNode tree(String body) {
        try {
            return body.isEmpty() ? JsonNodeFactory.instance.objectNode() : Json.tree(body);
        } catch (JacksonException e) {
            return null;
        }
    }

    private String words(HttpResponse<String> answer, @Nullable JsonNode problem) {
        if (problem == null || (!problem.has("detail") && !problem.has("errors"))) {
            return server + " answered " + answer.statusCode() + ": is it an OpenCOC server?";
        }
        String fields = problem.path("errors")
                .valueStream()
                .map(e -> Text.of(e.path("field")) + " " + Text.of(e.path("message")))
                .collect(Collectors.joining("; "));
        return fields.isEmpty() ? Text.of(problem.path("detail")) : fields;
    }

    @Override
    public void close() {
        if (ownSession) {
            ownSession = false;
            try {
                call("DELETE", "/sessions/current", null);
            } catch (ClientFailure e) {
                // It ends by itself.
            }
        }
    }
}
