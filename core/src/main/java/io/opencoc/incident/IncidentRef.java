package io.opencoc.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;

/**
 * An incident, as others speak of it.
 *
 * @param projectId of its enterprise project
 * @param number for people, as {@code INC000123}
 * @param level {@code P1} to {@code P5}
 */
public record IncidentRef(
        UUID id, @JsonIgnore UUID projectId, String number, String title, IncidentState state, String level) {}
