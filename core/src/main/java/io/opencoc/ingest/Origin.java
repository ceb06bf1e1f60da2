package io.opencoc.ingest;

import java.util.UUID;

/** Whose alarms these are: the integration that a key belongs to. */
public record Origin(UUID tenant, UUID integration, String source) {}
