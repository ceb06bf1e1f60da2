package io.opencoc.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.MovableClock;
import io.opencoc.kernel.http.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
    private final MovableClock clock = new MovableClock();
    private final SignInLimits limits = new SignInLimits(clock);

    private void wrong(int times, String remote, String user) {
        for (int i = 0; i < times; i++) {
            limits.begin(remote, "default", user).wrong();
        }
    }

    /** The pause that is asked for, in seconds. */
    private long refused(String remote, String user) {
        Problem p = assertThrows(Problem.class, () -> limits.begin(remote, "default", user));
        assertEquals(Problem.Kind.THROTTLED, p.kind());
        return Objects.requireNonNull(p.retryAfter()).toSeconds();
    }

    @Test
    void afterFiveWrongOnesThePausesGrowToAMinute() {
        wrong(5, "192.0.2.1", "admin");
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            long pause = refused("192.0.2.1", "admin");
            pauses.add(pause);
            assertEquals(pause, refused("192.0.2.1", "admin"), "asking does not make it longer");
            clock.forward(Duration.ofSeconds(pause));
            wrong(1, "192.0.2.1", "admin");
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), pauses);
        wrong(1, "192.0.2.1", "another");
        wrong(1, "192.0.2.2", "admin");
        clock.forward(Duration.ofMinutes(16));
        wrong(5, "192.0.2.1", "admin");
    }

    @Test
    void aNetworkIsSlowedDownWhoeverItTries() {
        for (int i = 0; i < 50; i++) {
            wrong(1, "2001:db8::" + Integer.toHexString(i), "user" + i);
        }
        assertEquals(1, refused("2001:db8:0:0:ffff::1", "fresh"));
        wrong(1, "2001:db8:0:1::1", "fresh");
    }

    @Test
    void manyNetworksAboutOneUserLeaveItsOwnNetworksFree() {
        for (int i = 0; i < 10; i++) {
            wrong(1, "192.0.2." + i, "admin");
        }
        SignInLimits.Try strange = limits.begin("192.0.2.100", "default", "admin");
        assertTrue(strange.needsKnownNetwork());
        assertEquals(1, Objects.requireNonNull(strange.strange().retryAfter()).toSeconds());
        // From a known one the user goes on, also after some wrong ones of its own.
        for (int i = 0; i < 4; i++) {
            limits.begin("198.51.100.1", "default", "admin").wrong();
        }
        limits.begin("198.51.100.1", "default", "admin").right();
        assertFalse(limits.begin("192.0.2.100", "default", "other").needsKnownNetwork());
        clock.forward(Duration.ofSeconds(1));
        assertFalse(limits.begin("192.0.2.100", "default", "admin").needsKnownNetwork(), "never for good");
    }

    @Test
    void manyAtOnceDoNotSlipThrough() {
        List<SignInLimits.Try> underWay = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            underWay.add(limits.begin("192.0.2.1", "default", "admin"));
        }
        refused("192.0.2.1", "admin");
        underWay.forEach(SignInLimits.Try::undone);
        limits.begin("192.0.2.1", "default", "admin").undone();
    }

    @Test
    void whatWasRightOrUndecidedDoesNotCount() {
        for (int i = 0; i < 200; i++) {
            limits.begin("192.0.2.1", "default", "admin").right();
            limits.begin("192.0.2.1", "default", "other").undone();
        }
        wrong(4, "192.0.2.1", "admin");
        limits.begin("192.0.2.1", "default", "admin").right();
        wrong(5, "192.0.2.1", "admin");
        refused("192.0.2.1", "admin");
    }
}
