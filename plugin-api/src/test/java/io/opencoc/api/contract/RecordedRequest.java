package io.opencoc.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonReader;
import io.opencoc.api.SampleRequest;
import io.opencoc.api.Settings;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request with everything written down; header names in any case. */
public record RecordedRequest(
        String method,
        String path,
        Map<String, String> headers,
        Map<String, String> parameters,
        Map<String, String> values,
        byte[] body,
        Instant receivedAt,
        Function<byte[], JsonReader> reader)
        implements InboundRequest {

    /** When requests are received unless said otherwise. */
    public static final Instant RECEIVED_AT = Instant.parse("2026-11-23T10:50:00Z");

    public RecordedRequest {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** A POST of JSON. */
    public static RecordedRequest post(String path, byte[] body, Function<byte[], JsonReader> reader) {
        return new RecordedRequest(
                "POST",
                path,
                Map.of("Content-Type", "application/json"),
                Map.of(),
                Map.of(),
                body,
                RECEIVED_AT,
                reader);
    }

    /** A source's own sample, sent. */
    public static RecordedRequest of(SampleRequest sample, Function<byte[], JsonReader> reader) {
        Map<String, String> headers = Map.of("Content-Type", sample.contentType());
        return new RecordedRequest(
                "POST",
                sample.path(),
                headers,
                Map.of(),
                Map.of(),
                sample.body().getBytes(UTF_8),
                RECEIVED_AT,
                reader);
    }

    /** The same with another body. */
    public RecordedRequest with(byte[] otherBody) {
        return new RecordedRequest(method, path, headers, parameters, values, otherBody, receivedAt, reader);
    }

    /** The same to an integration with these settings. */
    public RecordedRequest to(Map<String, String> settings) {
        return new RecordedRequest(method, path, headers, parameters, settings, body, receivedAt, reader);
    }

    /** The same with another header. */
    public RecordedRequest with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new RecordedRequest(method, path, more, parameters, values, body, receivedAt, reader);
    }

    @Override
    public Settings settings() {
        return values::get;
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public @Nullable String query(String name) {
        return parameters.get(name);
    }

    @Override
    public JsonReader json() {
        return reader.apply(body);
    }

    @Override
    public JsonReader json(byte[] text) {
        return reader.apply(text);
    }
}
