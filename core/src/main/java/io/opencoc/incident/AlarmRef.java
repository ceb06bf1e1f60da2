package io.opencoc.incident;

import java.util.UUID;

/**
 * An alarm, as incidents speak of it.
 *
 * @param number for people, as {@code ALM000123}
 */
public record AlarmRef(UUID id, String number, String name) {}
