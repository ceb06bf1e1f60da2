package io.opencoc.ingest;

import io.opencoc.api.InboundRequest;
import io.opencoc.api.JsonReader;
import io.opencoc.api.Settings;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.vertx.core.MultiMap;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sender's request as a source sees it. */
record HookRequest(
        String method,
        String path,
        MultiMap headers,
        MultiMap queries,
        Settings settings,
        byte[] body,
        Instant receivedAt)
        implements InboundRequest {

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public @Nullable String query(String name) {
        return queries.get(name);
    }

    @Override
    public JsonReader json() {
        return new JacksonJsonReader(body);
    }

    @Override
    public JsonReader json(byte[] text) {
        return new JacksonJsonReader(text);
    }
}
