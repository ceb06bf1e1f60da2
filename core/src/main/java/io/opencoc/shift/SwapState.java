package io.opencoc.shift;

import static io.opencoc.kernel.state.Lifecycle.transition;

import io.opencoc.kernel.state.Lifecycle;

/** Where a swap is. */
enum SwapState {
    ASKED,
    ACCEPTED,
    REFUSED,
    WITHDRAWN;

    /** What is done to a swap. */
    enum Step {
        ACCEPT,
        REFUSE,
        WITHDRAW
    }

    static final Lifecycle<SwapState, Step> LIFECYCLE = Lifecycle.of(
            SwapState.class,
            Step.class,
            transition(ASKED, Step.ACCEPT, ACCEPTED),
            transition(ASKED, Step.REFUSE, REFUSED),
            transition(ASKED, Step.WITHDRAW, WITHDRAWN));
}
