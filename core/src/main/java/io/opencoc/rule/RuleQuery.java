package io.opencoc.rule;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which rules a client wants to see. */
record RuleQuery(
        @Nullable String q,
        @Nullable UUID projectId,
        @Nullable Boolean enabled,
        @Nullable String triggerType,
        String sort,
        int offset,
        int size) {}
