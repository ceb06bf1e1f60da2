package io.opencoc.shift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds gaps and double bookings in the schedule of one area. Pure. */
final class Coverage {
    private Coverage() {}

    /** From a start to an end, which is not counted, of a role or an engineer. */
    record Found(UUID of, Instant start, Instant end) {}

    /** When nobody has one of the roles, stand-ins counted. */
    static List<Found> gaps(OnDuty onDuty, UUID scenario, Area area, Collection<UUID> roles, Instant from, Instant to) {
        List<Found> out = new ArrayList<>();
        for (UUID role : roles) {
            OnDuty.Key key = new OnDuty.Key(scenario, role, area);
            if (!onDuty.keys().contains(key)) {
                out.add(new Found(role, from, to));
                continue;
            }
            for (Line.Stretch s : onDuty.line(key).stretches(from, to)) {
                if (s.people().isEmpty()) {
                    out.add(new Found(role, s.start(), s.end()));
                }
            }
        }
        return out;
    }

    private record Booked(Instant start, Instant end) {}

    /** When somebody has two shifts at once, of one role or of several, as planned. */
    static List<Found> doubles(Schedule schedule) {
        Map<UUID, List<Booked>> all = new HashMap<>();
        for (Slot s : schedule.slots()) {
            Booked booked = new Booked(s.start(schedule.zone()), s.end(schedule.zone()));
            s.engineers()
                    .forEach(e -> all.computeIfAbsent(e, k -> new ArrayList<>()).add(booked));
        }
        List<Found> out = new ArrayList<>();
        all.forEach((engineer, booked) -> {
            booked.sort(Comparator.comparing(Booked::start));
            Instant busy = Instant.MIN;
            for (Booked b : booked) {
                Instant end = b.end.isBefore(busy) ? b.end : busy;
                if (b.start.isBefore(end)) {
                    out.add(new Found(engineer, b.start, end));
                }
                busy = b.end.isAfter(busy) ? b.end : busy;
            }
        });
        out.sort(Comparator.comparing(Found::start).thenComparing(f -> f.of.toString()));
        return out;
    }
}
