package io.opencoc.launcher.client;

/** A command could not be done; the message is for people. */
final class ClientFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** The server refused or failed. */
    static final int REFUSED = 1;
    /** What the command was given is wrong. */
    static final int WRONG_INPUT = 2;
    /** The server cannot be reached. */
    static final int AWAY = 3;
    /** Nobody is signed in, or the token or password is wrong. */
    static final int NOBODY = 4;

    private final int exitCode;

    ClientFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
