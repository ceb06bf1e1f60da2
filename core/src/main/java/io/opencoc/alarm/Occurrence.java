package io.opencoc.alarm;

import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of an alarm while the router folds events into it: read from its row, changed in memory, written back. For one thread.
 *
 * <p>What happens to an event of the same fingerprint: firing again counts; a recovery ends it; a firing with a later start than an ended
 * occurrence begins a new one; one with the same start is a late repetition and only counts, unless the occurrence ended by silence: then
 * its sender is back and it fires on.
 */
public final class Occurrence {

    /** A step worth keeping in the history. */
    public record Step(
            Instant at,
            Kind kind,
            @Nullable AlarmLevel from,
            @Nullable AlarmLevel to) {}

    /** Kinds of steps. */
    public enum Kind {
        FIRED,
        LEVEL_CHANGED,
        RECOVERED,
        EXPIRED,
        CLEARED,
        INCIDENT_OPENED,
        INCIDENT_ATTACHED,
        ASSIGNED
    }

    final UUID id;
    final UUID integrationId;
    final boolean isNew;
    long number;
    AlarmState state;
    boolean silent;
    AlarmLevel level;
    Instant startsAt;
    Instant firstAt;
    Instant lastAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Instant expiresAt;

    long count;
    OriginalAlarm latest;
    /** The last event that belongs to it; null when none of these does. */
    @Nullable
    UUID lastOriginal;

    /** Of its row as it was read; 0 for a new one. */
    long version;

    long storedContent;
    final long storedCount;
    private boolean judged;

    /** The name in its row; null for a new one. */
    private final @Nullable String storedName;

    long rulesVersion;

    @Nullable
    UUID ruleId;

    @Nullable
    String ruleName;

    @Nullable
    UUID incidentId;

    @Nullable
    UUID ownerId;

    @Nullable
    String ownerName;

    final List<Step> steps = new ArrayList<>();
    /** Whether the latest event's fields go into the row. */
    boolean refreshed;

    private boolean endedNow;
    private boolean judgeAgain;

    /** A new occurrence, begun by this event. */
    public Occurrence(UUID id, OriginalAlarm first) {
        this.id = id;
        this.isNew = true;
        this.integrationId = first.integrationId();
        OriginalAlarm.Brief e = first.brief();
        this.state = AlarmState.FIRING;
        this.level = e.level();
        this.startsAt = e.startsAt();
        this.firstAt = first.receivedAt();
        this.lastAt = first.receivedAt();
        this.expiresAt = e.expiresAt();
        this.count = 1;
        this.storedCount = 0;
        this.latest = first;
        this.lastOriginal = first.id();
        this.storedName = null;
        this.judgeAgain = true;
        this.refreshed = true;
        steps.add(new Step(first.receivedAt(), Kind.FIRED, null, e.level()));
    }

    /** An occurrence that has a row; the event is the first that is folded into it. */
    Occurrence(
            UUID id,
            long number,
            AlarmState state,
            boolean silent,
            AlarmLevel level,
            Instant startsAt,
            Instant firstAt,
            Instant lastAt,
            long count,
            @Nullable Instant endedAt,
            @Nullable Instant expiresAt,
            String storedName,
            OriginalAlarm latest) {
        this.id = id;
        this.storedName = storedName;
        this.isNew = false;
        this.endedAt = endedAt;
        this.expiresAt = expiresAt;
        this.integrationId = latest.integrationId();
        this.number = number;
        this.state = state;
        this.silent = silent;
        this.level = level;
        this.startsAt = startsAt;
        this.firstAt = firstAt;
        this.lastAt = lastAt;
        this.count = count;
        this.storedCount = count;
        this.latest = latest;
    }

    /** Whether the event belongs to this occurrence; if not, it begins a new one. */
    public boolean takes(OriginalAlarm o) {
        OriginalAlarm.Brief e = o.brief();
        return state == AlarmState.FIRING
                || e.status() == AlarmStatus.OK
                || !e.startsAt().isAfter(startsAt);
    }

    /** Folds an event in. */
    public void fold(OriginalAlarm o) {
        OriginalAlarm.Brief e = o.brief();
        if (e.status() == AlarmStatus.OK) {
            recover(o);
            return;
        }
        if (state != AlarmState.FIRING && silent && state == AlarmState.RECOVERED) {
            state = AlarmState.FIRING;
            silent = false;
            endedAt = null;
            judgeAgain = true;
            endedNow = false;
            steps.add(new Step(o.receivedAt(), Kind.FIRED, null, e.level()));
        }
        count++;
        lastAt = later(lastAt, o.receivedAt());
        if (state != AlarmState.FIRING) {
            return;
        }
        if (e.level() != level) {
            steps.add(new Step(o.receivedAt(), Kind.LEVEL_CHANGED, level, e.level()));
            level = e.level();
            judgeAgain = true;
        }
        expiresAt = e.expiresAt();
        latest = o;
        lastOriginal = o.id();
        refreshed = true;
    }

    private void recover(OriginalAlarm o) {
        Instant ends = o.brief().endsAt() == null ? o.receivedAt() : o.brief().endsAt();
        if (state != AlarmState.FIRING || ends.isBefore(startsAt)) {
            return;
        }
        state = AlarmState.RECOVERED;
        silent = false;
        endedAt = ends;
        lastAt = later(lastAt, o.receivedAt());
        // What it is about stays as it fired: recoveries of some senders hold no more than which alarm ended.
        lastOriginal = o.id();
        endedNow = true;
        steps.add(new Step(o.receivedAt(), Kind.RECOVERED, null, null));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** Whether the rules have to look at it: it began, changed its level, came back, or the rules have changed since. */
    public boolean isToBeJudged(long currentRules) {
        return incidentId == null && (judgeAgain || (state == AlarmState.FIRING && rulesVersion != currentRules));
    }

    /** Whether a recovery was folded in, after which it did not fire again. */
    public boolean endedNow() {
        return endedNow;
    }

    public UUID id() {
        return id;
    }

    /** How often it was reported as firing. */
    public long count() {
        return count;
    }

    public AlarmLevel level() {
        return level;
    }

    /** What happened to it in this batch. */
    public List<Step> steps() {
        return java.util.Collections.unmodifiableList(steps);
    }

    public long number() {
        return number;
    }

    public OriginalAlarm latest() {
        return latest;
    }

    /** The rule that took it; null for none. */
    public @Nullable UUID ruleId() {
        return ruleId;
    }

    /** Whose it is; null for nobody's. */
    public @Nullable UUID ownerId() {
        return ownerId;
    }

    public @Nullable UUID incidentId() {
        return incidentId;
    }

    /** As an alarm that ended; only after {@link #endedNow}. */
    public EndedAlarm ended() {
        String name = storedName == null || refreshed ? latest.event().name() : storedName;
        return new EndedAlarm(id, number, name, incidentId, java.util.Objects.requireNonNull(endedAt));
    }

    /** Whether its sender has only said again what its row says. */
    boolean isRepetition() {
        return !isNew
                && !judged
                && steps.isEmpty()
                && state == AlarmState.FIRING
                && (!refreshed || content() == storedContent);
    }

    long content() {
        return latest.brief().content();
    }

    /** The rules of this version have looked at it, and this one, or none, took it. */
    public void judged(long version, @Nullable UUID rule, @Nullable String name) {
        judged = true;
        rulesVersion = version;
        ruleId = rule;
        ruleName = name;
    }

    /** It belongs to this incident from now on. */
    public void joined(UUID incident, boolean opened, Instant at) {
        incidentId = incident;
        steps.add(new Step(at, opened ? Kind.INCIDENT_OPENED : Kind.INCIDENT_ATTACHED, null, null));
    }

    /** It belongs to this person from now on. */
    public void assigned(UUID owner, String name, Instant at) {
        ownerId = owner;
        ownerName = name;
        steps.add(new Step(at, Kind.ASSIGNED, null, null));
    }
}
