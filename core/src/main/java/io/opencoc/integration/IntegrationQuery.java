package io.opencoc.integration;

import org.jspecify.annotations.Nullable;

/** Which integrations a client wants to see. */
record IntegrationQuery(
        @Nullable String q,
        @Nullable String source,
        @Nullable Boolean enabled,
        String sort,
        int offset,
        int size) {}
