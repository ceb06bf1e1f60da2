package io.opencoc.kernel.plugin;

/** What an administrator asked for cannot be done with the plug-ins that there are. */
public final class PluginRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** The jar cannot be loaded. */
        BROKEN,
        /** It came with the server. */
        CONFLICT,
        /** There is one already, which may be replaced. */
        EXISTS,
        /** There is none. */
        UNKNOWN,
        /** The folder cannot be written. */
        FOLDER,
        /** The server is stopping. */
        CLOSED
    }

    PluginRefusal(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
