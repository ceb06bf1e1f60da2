package io.opencoc.shift;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A role of a scenario: the smallest unit that has people. */
record Role(UUID id, String name, @Nullable String description) {}
