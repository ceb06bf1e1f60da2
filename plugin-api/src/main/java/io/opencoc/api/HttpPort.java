package io.opencoc.api;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls addresses over HTTP under the server's limits: pooled connections, a time-out of 10 s, bodies of 1 MiB at most each way, no redirects
 * followed, and no internal address unless the operator has allowed its host.
 *
 * <p>Threading: safe for all threads; nothing blocks. Results arrive on a thread of the server, which must not be blocked either.
 *
 * @since 1.0
 */
public interface HttpPort {

    /**
     * A request.
     *
     * @param method upper case
     * @param url absolute, http or https; with user information it is refused
     * @param headers without those that belong to the connection (Host, Content-Length, …); values with line breaks are refused
     * @param body may be empty; do not change the array
     */
    record Request(String method, URI url, Map<String, String> headers, byte[] body) {

        /** A GET. */
        public static Request get(URI url) {
            return new Request("GET", url, Map.of(), new byte[0]);
        }

        /** A POST of UTF-8 text. */
        public static Request post(URI url, String contentType, String body) {
            return new Request(
                    "POST",
                    url,
                    Map.of("Content-Type", contentType),
                    body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        /** The same with one header more. */
        public Request with(String header, String value) {
            Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            more.putAll(headers);
            more.put(header, value);
            return new Request(method, url, more, body);
        }

        /** Without headers and query, which may hold secrets. */
        @Override
        public String toString() {
            return method + " " + url.getScheme() + "://" + url.getAuthority() + url.getPath();
        }
    }

    /**
     * An answer, whatever its status.
     *
     * @param status of HTTP
     * @param headers by lower-case name, the first value of each
     * @param body complete
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        /** The body as UTF-8 text. */
        public String text() {
            return new String(body, java.nio.charset.StandardCharsets.UTF_8);
        }

        /** A header by name, in any case; null when absent. */
        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(java.util.Locale.ROOT));
        }
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @return fails with an {@link java.io.IOException} that says why there is no answer, in one line without the query: refused, timed out, not
     *     allowed, too large. A request may have arrived all the same
     */
    Uni<Answer> send(Request request);

    /** A reader over JSON that came in an answer, under the server's limits. */
    JsonReader json(byte[] body);
}
