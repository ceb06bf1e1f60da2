package io.opencoc.kernel.sql;

import org.jspecify.annotations.Nullable;

/**
 * SQL expressions of what a scope asks for. Constants of the code.
 *
 * @param project uuid of the enterprise project
 * @param id uuid of the thing
 * @param tags jsonb object of texts; null for things without tags
 */
public record ScopeColumns(
        String project, String id, @Nullable String tags) {}
