package io.opencoc.alarm;

import io.opencoc.api.AlarmEvent;
import io.opencoc.kernel.access.Scope;
import io.opencoc.kernel.access.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers the newest original alarms that are asked for from blocks that come newest first. For one thread at a time. */
final class OriginalAlarmSearch {
    /** After so many it says what it has: a page more costs the reader less than a long wait. */
    private static final int MOST = 100_000;

    private static final Comparator<UUID> IDS = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };
    private static final Comparator<OriginalAlarm> NEWEST = Comparator.comparing(OriginalAlarm::receivedAt)
            .thenComparing(OriginalAlarm::id, IDS)
            .reversed();

    private final OriginalAlarmQuery query;
    private final Scope scope;
    private final @Nullable String text;
    /** No more than a page and one. */
    private final TreeSet<OriginalAlarm> newest = new TreeSet<>(NEWEST);

    private int seen;

    OriginalAlarmSearch(OriginalAlarmQuery query, Scope scope) {
        this.query = query;
        this.scope = scope;
        this.text = query.q() == null ? null : query.q().toLowerCase(Locale.ROOT);
    }

    /** Looks through blocks. */
    void look(List<OriginalAlarmRepository.Placed> blocks) {
        for (OriginalAlarmRepository.Placed b : blocks) {
            seen += b.block().count();
            for (OriginalAlarm alarm : b.block().alarms()) {
                if (isAskedFor(alarm) && (scope.isAll() || scope.has(Target.of(b.project(), alarm.id())))) {
                    newest.add(alarm);
                    if (newest.size() > query.size() + 1) {
                        newest.pollLast();
                    }
                }
            }
        }
    }

    private boolean isAskedFor(OriginalAlarm a) {
        int time = a.receivedAt().compareTo(query.beforeAt());
        return (time < 0 || (time == 0 && IDS.compare(a.id(), query.beforeId()) < 0))
                && !a.receivedAt().isBefore(query.from())
                && (query.levels().isEmpty() || query.levels().contains(a.level()))
                && (query.status() == null || query.status() == a.status())
                && (query.fingerprint() == null || query.fingerprint().equals(a.fingerprint()))
                && (!query.looksInside() || says(a.event()));
    }

    private boolean says(AlarmEvent e) {
        return (query.application() == null || query.application().equals(e.application()))
                && (query.region() == null || query.region().equals(e.region()))
                && (text == null
                        || has(text, e.name())
                        || has(text, e.resourceName())
                        || has(text, e.description())
                        || has(text, e.alarmId())
                        || has(text, e.application()));
    }

    private static boolean has(String part, @Nullable String whole) {
        return whole != null && whole.toLowerCase(Locale.ROOT).contains(part);
    }

    /** What is known once all blocks were looked through. */
    OriginalAlarmRepository.Found all() {
        return page(new ArrayList<>(newest), null);
    }

    /**
     * The page, if it is certain: when the blocks that have not been looked at hold nothing newer; or if the search has gone on for long. Else null.
     *
     * @param last those blocks have no alarm that is newer than this
     */
    OriginalAlarmRepository.@Nullable Found found(Instant last) {
        List<OriginalAlarm> certain =
                newest.stream().filter(a -> a.receivedAt().isAfter(last)).toList();
        if (certain.size() > query.size()) {
            return page(certain, null);
        }
        return seen < MOST ? null : page(certain, new UUID(last.toEpochMilli() + 1 << 16, 0));
    }

    private OriginalAlarmRepository.Found page(List<OriginalAlarm> found, @Nullable UUID next) {
        boolean more = found.size() > query.size();
        List<OriginalAlarm> page = more ? found.subList(0, query.size()) : found;
        return new OriginalAlarmRepository.Found(page, more ? page.getLast().id() : next);
    }
}
