package io.opencoc.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SwapStateTest {
    @Test
    void onlyWhatIsAskedCanBeAnsweredAndOnlyOnce() {
        for (SwapState from : SwapState.values()) {
            for (SwapState.Step step : SwapState.Step.values()) {
                Optional<SwapState> expected = from != SwapState.ASKED
                        ? Optional.empty()
                        : Optional.of(
                                switch (step) {
                                    case ACCEPT -> SwapState.ACCEPTED;
                                    case REFUSE -> SwapState.REFUSED;
                                    case WITHDRAW -> SwapState.WITHDRAWN;
                                });
                assertEquals(expected, SwapState.LIFECYCLE.next(from, step), from + " " + step);
            }
        }
    }
}
