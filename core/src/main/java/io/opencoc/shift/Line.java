package io.opencoc.shift;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people of one role in one area over time. Immutable; times are milliseconds since 1970, ends are not counted. */
final class Line {
    private static final long EVER = Long.MAX_VALUE;
    private static final Comparator<StandIn> BY_AGE = Comparator.comparing(StandIn::createdAt)
            .thenComparing(s -> s.id().getMostSignificantBits())
            .thenComparing(s -> s.id().getLeastSignificantBits());

    private final long[] starts;
    private final long[] ends;
    /** The latest end of this span and of all before it: where it has passed, no earlier span is left. */
    private final long[] latestEnds;

    private final List<List<UUID>> people;
    private final List<StandIn> standIns;

    private record Span(long start, long end, List<UUID> people) {}

    /** What one role and area has in a schedule. */
    static Line of(ZoneId zone, List<Slot> slots, List<Member> members, List<StandIn> standIns) {
        List<Span> spans = new ArrayList<>(slots.size() + members.size());
        for (Slot s : slots) {
            spans.add(new Span(s.start(zone).toEpochMilli(), s.end(zone).toEpochMilli(), s.engineers()));
        }
        for (Member m : members) {
            spans.add(new Span(
                    m.from() == null
                            ? Long.MIN_VALUE
                            : WallClock.start(m.from(), zone).toEpochMilli(),
                    m.to() == null
                            ? EVER
                            : WallClock.start(m.to().plusDays(1), zone).toEpochMilli(),
                    List.of(m.engineerId())));
        }
        spans.removeIf(s -> s.end <= s.start || s.people.isEmpty());
        spans.sort(Comparator.comparingLong(Span::start));
        return new Line(spans, standIns.stream().sorted(BY_AGE).toList());
    }

    private Line(List<Span> spans, List<StandIn> standIns) {
        int n = spans.size();
        starts = new long[n];
        ends = new long[n];
        latestEnds = new long[n];
        List<List<UUID>> all = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            Span s = spans.get(i);
            starts[i] = s.start;
            ends[i] = s.end;
            latestEnds[i] = i == 0 ? s.end : Math.max(latestEnds[i - 1], s.end);
            all.add(s.people);
        }
        this.people = List.copyOf(all);
        this.standIns = standIns;
    }

    /** Who is on duty, each once, in the order in which the shifts began. */
    List<UUID> at(long time) {
        List<UUID> found = planned(time);
        for (StandIn s : standIns) {
            if (s.startsAt().toEpochMilli() <= time && time < s.endsAt().toEpochMilli()) {
                found = replaced(found, s);
            }
        }
        return found;
    }

    private List<UUID> planned(long time) {
        List<UUID> only = List.of();
        List<UUID> several = new ArrayList<>(0);
        for (int i = after(time) - 1; i >= 0 && latestEnds[i] > time; i--) {
            if (ends[i] <= time) {
                continue;
            }
            if (only.isEmpty()) {
                only = people.get(i);
            } else {
                several = several.isEmpty() ? new ArrayList<>(only) : several;
                several.addAll(0, people.get(i));
            }
        }
        return several.isEmpty() ? only : several.stream().distinct().toList();
    }

    private static List<UUID> replaced(List<UUID> found, StandIn s) {
        if (s.replacesId() == null) {
            return List.of(s.engineerId());
        }
        return found.contains(s.replacesId())
                ? found.stream()
                        .map(e -> e.equals(s.replacesId()) ? s.engineerId() : e)
                        .distinct()
                        .toList()
                : found;
    }

    /** The first span that starts after the time. */
    private int after(long time) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The next time after this one at which something begins or ends, or {@link Long#MAX_VALUE}. */
    long nextBoundary(long time) {
        int after = after(time);
        long next = after < starts.length ? starts[after] : EVER;
        for (int i = after - 1; i >= 0 && latestEnds[i] > time; i--) {
            next = ends[i] > time ? Math.min(next, ends[i]) : next;
        }
        for (StandIn s : standIns) {
            long start = s.startsAt().toEpochMilli();
            long end = s.endsAt().toEpochMilli();
            next = start > time ? Math.min(next, start) : end > time ? Math.min(next, end) : next;
        }
        return next;
    }

    /** A time in which the people stay the same; the last one may be cut off by the end of what was asked for. */
    record Stretch(Instant start, Instant end, List<UUID> people) {}

    /** From one time to another without a hole: neighbours have other people. */
    List<Stretch> stretches(Instant from, Instant to) {
        List<Stretch> out = new ArrayList<>();
        long end = to.toEpochMilli();
        long start = from.toEpochMilli();
        @Nullable List<UUID> before = null;
        for (long time = start; time < end; time = nextBoundary(time)) {
            List<UUID> now = at(time);
            if (before != null && !now.equals(before)) {
                out.add(new Stretch(Instant.ofEpochMilli(start), Instant.ofEpochMilli(time), before));
                start = time;
            }
            before = now;
        }
        if (before != null) {
            out.add(new Stretch(Instant.ofEpochMilli(start), to, before));
        }
        return out;
    }
}
