package io.opencoc.integration;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which integrations a client wants to see. */
record IntegrationQuery(
        @Nullable String q,
        @Nullable UUID projectId,
        @Nullable String source,
        @Nullable Boolean enabled,
        String sort,
        int offset,
        int size) {}
