package io.opencoc.kernel.plugin;

/** An extension could not be called, or failed by a fault of its own: not the sender's and not a provider's. */
public final class PluginCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What happened. */
    public enum Kind {
        /** It threw what it must not throw, or returned what it must not return. */
        DEFECT,
        /** It did not answer in time. */
        TIMEOUT,
        /** Too many calls are waiting for it; try again soon. */
        BUSY,
        /** It failed too often and is switched off for a while. */
        TRIPPED,
        /** Its plug-in has been removed or disabled meanwhile. */
        GONE
    }

    PluginCallException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
