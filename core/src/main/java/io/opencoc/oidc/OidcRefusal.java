package io.opencoc.oidc;

import io.opencoc.kernel.json.Wire;

/** A sign-in that did not come about, with what the console is told. */
final class OidcRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the console shows in words. */
    enum Reason {
        REFUSED,
        EXPIRED,
        FAILED,
        UNKNOWN,
        DISABLED,
        THROTTLED
    }

    private final Reason reason;

    OidcRefusal(Reason reason, String why) {
        super(why, null, false, false);
        this.reason = reason;
    }

    String code() {
        return Wire.name(reason);
    }
}
