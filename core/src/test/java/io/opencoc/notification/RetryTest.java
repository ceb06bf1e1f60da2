package io.opencoc.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.opencoc.api.DeliveryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void doublesUpToHalfAnHour() {
        assertEquals(
                List.of(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 1800L, 1800L),
                IntStream.rangeClosed(1, 10)
                        .mapToObj(n -> Retry.pause(n, null, 1).toSeconds())
                        .toList());
        assertEquals(Duration.ofSeconds(5), Retry.pause(1, null, 0));
        assertEquals(Duration.ofMinutes(15), Retry.pause(1_000, null, 0));
    }

    @Test
    void givesProvidersTheTimeTheyAskForWithinReason() {
        assertEquals(Duration.ofMinutes(7), Retry.pause(1, Duration.ofMinutes(7), 1));
        assertEquals(Duration.ofHours(1), Retry.pause(1, Duration.ofDays(9), 1));
        assertEquals(Duration.ofSeconds(10), Retry.pause(1, Duration.ofSeconds(-5), 1));
    }

    @Test
    void aPermanentFailureAndTheEighthAreTheEnd() {
        assertEquals(
                NotificationState.FAILED,
                failed(1, DeliveryException.permanent("550 no such user")).state());
        Result seventh = failed(7, DeliveryException.transientFailure("busy"));
        assertEquals(NotificationState.WAITING, seventh.state());
        assertEquals(NOW.plusSeconds(640), seventh.nextAt());
        Result eighth = failed(8, DeliveryException.transientFailure("busy"));
        assertEquals(NotificationState.FAILED, eighth.state());
        assertNull(eighth.nextAt());
        assertEquals(
                NOW.plusSeconds(120),
                failed(1, DeliveryException.throttled("slow", Duration.ofMinutes(2)))
                        .nextAt());
        Result defect = failed(1, new IllegalStateException("bug\u0000"));
        assertEquals(NotificationState.WAITING, defect.state());
        assertEquals("The channel failed: java.lang.IllegalStateException: bug", defect.answer());
    }

    @Test
    void keepsNoEndlessAnswers() {
        assertEquals(
                2_001,
                failed(1, DeliveryException.permanent("x".repeat(100_000)))
                        .answer()
                        .length());
    }

    private static Result failed(int attempts, Throwable failure) {
        Leased delivery = new Leased(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "email",
                "Ada",
                "a@b",
                "en",
                "s",
                "t",
                "[]",
                null,
                attempts,
                NOW,
                NOW,
                null,
                null,
                null);
        return Result.failed(UUID.randomUUID(), delivery, failure, NOW, attempts, 1, null);
    }
}
