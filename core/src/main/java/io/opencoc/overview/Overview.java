package io.opencoc.overview;

import io.opencoc.incident.HistoryEntry;
import io.opencoc.incident.IncidentRef;
import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the first page shows.
 *
 * @param incidentsToHandle that are neither completed nor closed
 * @param incidentsByLevel of those to handle; all levels
 * @param incidentsByState all states
 * @param alarmsToHandle that fire
 * @param alarmsByLevel of those; all levels
 * @param todosToAccept pending ones that the actor owns; null when they may not list to-dos
 * @param hours 48 half-hours, oldest first
 * @param recent the latest steps of people and creations, newest first
 */
public record Overview(
        long incidentsToHandle,
        Map<String, Long> incidentsByLevel,
        Map<String, Long> incidentsByState,
        long alarmsToHandle,
        Map<String, Long> alarmsByLevel,
        @Nullable Long todosToAccept,
        List<HalfHour> hours,
        List<Recent> recent) {

    /**
     * What began in half an hour.
     *
     * @param at its beginning
     */
    public record HalfHour(Instant at, long critical, long major, long minor, long suggestion, long incidents) {}

    /** A step of an incident. */
    public record Recent(Instant at, HistoryEntry.Kind kind, Person by, IncidentRef incident) {}
}
