package io.opencoc.incident;

import java.util.UUID;

/**
 * An incident, as others speak of it.
 *
 * @param number for people, as {@code INC000123}
 * @param level {@code P1} to {@code P5}
 */
public record IncidentRef(UUID id, String number, String title, IncidentState state, String level) {}
