package io.opencoc.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request from a monitoring system. Everything in it is from outside and may be hostile.
 *
 * <p>Threading: immutable; nothing here blocks or throws. Do not keep it beyond the call.
 *
 * @since 1.0
 */
public interface InboundRequest {

    /** The HTTP method, upper case. */
    String method();

    /** What follows {@code /hooks/{key}}: empty, or starting with a slash; decoded and normalised. */
    String path();

    /** The first value of a header, looked up without regard to case; null when absent. */
    @Nullable
    String header(String name);

    /** The first value of a query parameter; null when absent. */
    @Nullable
    String query(String name);

    /** The body, decompressed; do not change the array. */
    byte[] body();

    /** The body as JSON, read from its start with each call. The reader is for one thread. */
    JsonReader json();

    /** JSON that stands in the request as text, as in an envelope's field. The reader is for one thread. */
    default JsonReader json(byte[] text) {
        throw new UnsupportedOperationException("this server reads no JSON inside of a request");
    }

    /** The settings of the integration, valid by the source's schema; without any when its plug-in declares none. */
    default Settings settings() {
        return name -> null;
    }

    /** When the server took the request; use it instead of a clock. */
    Instant receivedAt();
}
