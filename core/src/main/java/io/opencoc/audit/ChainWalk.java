package io.opencoc.audit;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tenant's sealed lines in the order of their numbers, and finds the first that is not as it was sealed. For one walk and one thread.
 */
public final class ChainWalk {
    private final TrailKey key;
    private final TrailHead head;
    private long number;
    private byte[] hash;
    private long lines;
    private @Nullable TraceLine doubtful;
    private @Nullable Break found;

    /** What is wrong. */
    public enum Kind {
        /** A line's content is another one than what was sealed; the chain around it is whole. */
        CHANGED,
        /** Lines between others, or before the first, are gone. */
        MISSING,
        /** A seal was not made with the installation's key, for this line, at this place. */
        FORGED,
        /** A line waits for its seal for too long. */
        UNSEALED,
        /** The note on which old lines were removed is not the server's. */
        ANCHOR,
        /** Lines at the end are gone. */
        TAIL
    }

    /**
     * The first thing that is not as it was sealed.
     *
     * @param number at which the chain breaks
     * @param traceId of the line; null when there is none
     * @param detail for people
     */
    public record Break(Kind kind, long number, @Nullable UUID traceId, String detail) {
        /** For people. */
        public String text() {
            return kind.name().toLowerCase(Locale.ROOT) + " at number " + number + ": " + detail;
        }
    }

    /** From the beginning of what is kept. */
    public ChainWalk(TrailKey key, TrailHead head) {
        this(key, head, head.anchor().number(), head.anchor().hashOrNothing());
        TrailHead.Place anchor = head.anchor();
        if (anchor.number() != 0
                && !key.isPlace("anchor", head.tenant(), anchor.number(), anchor.hash(), anchor.mac())) {
            found = new Break(
                    Kind.ANCHOR,
                    anchor.number(),
                    null,
                    "that the lines up to this one were removed in time was not noted by the server");
        } else if (head.head().number() != 0 && !isHeadRight()) {
            found = forgedHead();
        }
    }

    /** From a line that was found right before. */
    ChainWalk(TrailKey key, TrailHead head, long number, byte[] hash) {
        this.key = key;
        this.head = head;
        this.number = number;
        this.hash = hash;
    }

    private boolean isHeadRight() {
        TrailHead.Place place = head.head();
        return key.isPlace("head", head.tenant(), place.number(), place.hash(), place.mac());
    }

    private Break forgedHead() {
        return new Break(
                Kind.FORGED,
                head.head().number(),
                null,
                "what says how far the trail was sealed was not written by the server");
    }

    /** The next line. Gives the break, or null while all is right. */
    public @Nullable Break next(TraceLine line) {
        if (found != null) {
            return found;
        }
        long n = Objects.requireNonNull(line.number());
        byte[] seal = line.hash() == null ? new byte[0] : line.hash();
        if (doubtful != null) {
            boolean goesOn = n == number + 1 && MessageDigest.isEqual(key.seal(hash, line, n), seal);
            return settle(goesOn);
        }
        if (n > number + 1) {
            found = new Break(
                    Kind.MISSING,
                    number + 1,
                    null,
                    n == number + 2 ? "the line is gone" : "the lines up to number " + (n - 1) + " are gone");
            return found;
        }
        if (n <= number) {
            found = new Break(Kind.FORGED, n, line.id(), "there is more than one line of this number");
            return found;
        }
        if (MessageDigest.isEqual(key.seal(hash, line, n), seal)) {
            lines++;
        } else {
            doubtful = line;
        }
        number = n;
        hash = seal;
        return null;
    }

    /** Whether a doubtful line's seal is the one that the next place of the chain was computed with. */
    private Break settle(boolean sealIsRight) {
        TraceLine line = Objects.requireNonNull(doubtful);
        found = sealIsRight
                ? new Break(Kind.CHANGED, number, line.id(), "the line was changed after it was sealed")
                : new Break(
                        Kind.FORGED,
                        number,
                        line.id(),
                        "the seal is not one of this line at this place: it was added, moved or given another number");
        return found;
    }

    /** After the last line. Gives the break, or null when all is right. */
    public @Nullable Break end() {
        if (found != null) {
            return found;
        }
        TrailHead.Place last = head.head();
        boolean whole = isHeadRight();
        if (doubtful != null) {
            return settle(whole && last.number() == number && MessageDigest.isEqual(last.hashOrNothing(), hash));
        }
        if (last.number() > number) {
            found = new Break(
                    Kind.TAIL,
                    number + 1,
                    null,
                    last.number() == number + 1
                            ? "the last line is gone"
                            : "the lines up to the last one, number " + last.number() + ", are gone");
        } else if (number > 0 && (!whole || last.number() < number)) {
            found = forgedHead();
        }
        return found;
    }

    /** What a line means that comes after the last one that was sealed; null for none. */
    static @Nullable Break beyond(@Nullable TraceLine line) {
        return line == null
                ? null
                : new Break(
                        Kind.FORGED,
                        Objects.requireNonNull(line.number()),
                        line.id(),
                        "the line comes after the last one that was sealed");
    }

    /** The number of the last line that was found right. */
    public long number() {
        return doubtful == null ? number : number - 1;
    }

    /** The number of the last line that was looked at. */
    long reached() {
        return number;
    }

    /** The last line's seal. */
    public byte[] hash() {
        return hash.clone();
    }

    /** How many lines were found right. */
    public long lines() {
        return lines;
    }
}
