package io.opencoc.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opencoc.kernel.MovableClock;
import io.opencoc.kernel.http.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
    private final MovableClock clock = new MovableClock();
    private final SignInLimits limits = new SignInLimits(clock);

    private void wrong(int times, String remote, String user) {
        for (int i = 0; i < times; i++) {
            limits.begin(remote, "default", user);
        }
    }

    private void refused(String remote, String user) {
        Problem p = assertThrows(Problem.class, () -> limits.begin(remote, "default", user));
        assertEquals(Problem.Kind.THROTTLED, p.kind());
        assertEquals(Duration.ofMinutes(1), p.retryAfter());
    }

    @Test
    void aClientMayBeWrongAboutAUserTenTimesAMinute() {
        wrong(10, "192.0.2.1", "admin");
        refused("192.0.2.1", "admin");
        wrong(1, "192.0.2.1", "another");
        wrong(1, "192.0.2.2", "admin");
        clock.forward(Duration.ofSeconds(61));
        wrong(10, "192.0.2.1", "admin");
        refused("192.0.2.1", "admin");
    }

    @Test
    void aClientMayBeWrongFiftyTimesAMinuteWhoeverItTries() {
        for (int i = 0; i < 50; i++) {
            wrong(1, "2001:db8::" + Integer.toHexString(i), "user" + i);
        }
        refused("2001:db8:0:0:ffff::1", "fresh");
        wrong(1, "2001:db8:0:1::1", "fresh");
    }

    @Test
    void whatWasRightOrUndecidedDoesNotCount() {
        for (int i = 0; i < 200; i++) {
            limits.begin("192.0.2.1", "default", "admin").succeeded();
            limits.begin("192.0.2.1", "default", "other").undone();
        }
        wrong(9, "192.0.2.1", "admin");
        limits.begin("192.0.2.1", "default", "admin").succeeded();
        wrong(10, "192.0.2.1", "admin");
        refused("192.0.2.1", "admin");
    }
}
