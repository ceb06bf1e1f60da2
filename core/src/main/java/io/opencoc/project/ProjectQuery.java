package io.opencoc.project;

import org.jspecify.annotations.Nullable;

/** Which projects a client wants to see. */
record ProjectQuery(@Nullable String q, @Nullable Boolean enabled, String sort, int offset, int size) {}
