package io.opencoc.shift;

import io.opencoc.kernel.access.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks another one to take a shift, or to exchange it for one of theirs.
 *
 * @param slotId the shift to give, from {@code startsAt} to {@code endsAt} when it was asked
 * @param otherSlotId the shift to take; null for none
 * @param engineer who gives
 * @param other who is asked
 */
record Swap(
        UUID id,
        Person scenario,
        UUID slotId,
        @Nullable UUID otherSlotId,
        Person engineer,
        Person other,
        SwapState state,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant otherStartsAt,
        @Nullable Instant otherEndsAt,
        @Nullable String message,
        Instant askedAt,
        @Nullable Instant answeredAt) {

    /** What a client asks for. */
    record Input(
            UUID slotId,
            UUID engineerId,
            UUID otherId,
            @Nullable UUID otherSlotId,
            @Nullable String message) {}

    /** As its caller sees it. */
    record View(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Swap swap, boolean mayAnswer, boolean mayWithdraw) {}

    Swap to(SwapState next, Instant at) {
        return new Swap(
                id,
                scenario,
                slotId,
                otherSlotId,
                engineer,
                other,
                next,
                startsAt,
                endsAt,
                otherStartsAt,
                otherEndsAt,
                message,
                askedAt,
                at);
    }

    Swap named(String scenarioName, String engineerName, String otherName) {
        return new Swap(
                id,
                new Person(scenario.id(), scenarioName),
                slotId,
                otherSlotId,
                new Person(engineer.id(), engineerName),
                new Person(other.id(), otherName),
                state,
                startsAt,
                endsAt,
                otherStartsAt,
                otherEndsAt,
                message,
                askedAt,
                answeredAt);
    }
}
