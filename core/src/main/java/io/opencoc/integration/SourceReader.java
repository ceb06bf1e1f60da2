package io.opencoc.integration;

import io.opencoc.api.ParsedRequest;
import io.opencoc.api.SampleRequest;
import io.opencoc.kernel.settings.SettingsValues;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Reads requests as sources do, for a trial. */
@FunctionalInterface
public interface SourceReader {

    /**
     * Reads a request with these settings and stores nothing.
     *
     * @return fails with a {@link io.opencoc.kernel.http.Problem}, or {@link io.opencoc.api.BadPayloadException}
     */
    Uni<ParsedRequest> read(String source, SettingsValues settings, Map<String, String> headers, SampleRequest request);
}
