package io.opencoc.api.contract;

import io.opencoc.api.HttpPort;
import io.opencoc.api.JsonReader;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** An HTTP port over the JDK's client, without the server's limits on addresses: for fakes on this machine. */
public final class TestHttp implements HttpPort {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Function<byte[], JsonReader> reader;

    /** One that reads JSON with {@link TestJson}. */
    public TestHttp() {
        this(TestJson::new);
    }

    /** @param reader over JSON, as the server would give it */
    public TestHttp(Function<byte[], JsonReader> reader) {
        this.reader = reader;
    }

    @Override
    public Uni<Answer> send(Request request) {
        return Uni.createFrom()
                .completionStage(() -> {
                    HttpRequest.Builder out = HttpRequest.newBuilder(request.url())
                            .timeout(Duration.ofSeconds(10))
                            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
                    request.headers().forEach(out::header);
                    return CLIENT.sendAsync(out.build(), HttpResponse.BodyHandlers.ofByteArray());
                })
                .map(TestHttp::answer)
                .onFailure()
                .transform(f -> {
                    Throwable cause = f instanceof CompletionException && f.getCause() != null ? f.getCause() : f;
                    return cause instanceof IOException ? cause : new IOException(cause.toString(), cause);
                });
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return new Answer(response.statusCode(), headers, response.body());
    }

    @Override
    public JsonReader json(byte[] body) {
        return reader.apply(body);
    }
}
