package io.opencoc.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a tenant's trail is sealed, as a client gets it. */
record SealView(
        Place head,
        @Nullable Place anchor,
        long unsealed,
        @Nullable Instant oldestUnsealedAt,
        TrailHead.@Nullable Verified verified) {

    /** A place in the chain. */
    record Place(long number, String hash, @Nullable Instant at) {
        static Place of(TrailHead.Place place) {
            return new Place(place.number(), HexFormat.of().formatHex(place.hashOrNothing()), place.at());
        }
    }

    /** What a verification found. */
    record Verification(
            long from,
            long to,
            @Nullable String hash,
            long lines,
            boolean complete,
            boolean ok,
            @JsonProperty("break") @Nullable Found found) {}

    /** Where the chain breaks. */
    record Found(ChainWalk.Kind kind, long number, @Nullable UUID traceId, String detail) {
        static @Nullable Found of(ChainWalk.@Nullable Break b) {
            return b == null ? null : new Found(b.kind(), b.number(), b.traceId(), b.detail());
        }
    }

    static SealView of(TrailHead head, TraceRepository.Waiting waiting) {
        return new SealView(
                Place.of(head.head()),
                head.anchor().number() == 0 ? null : Place.of(head.anchor()),
                waiting.count(),
                waiting.oldest(),
                head.verified());
    }
}
