package io.opencoc.launcher.app;

import io.opencoc.postgres.PostgresException;
import java.util.concurrent.CompletionException;
import org.flywaydb.core.api.FlywayException;

/** The server could not be started; what had been started is stopped again. The message is one line for the operator. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    StartFailure(String message) {
        super(message);
    }

    /** Says in words what went wrong. */
    static StartFailure of(Throwable cause) {
        if (cause instanceof StartFailure known) {
            return known;
        }
        if (cause instanceof CompletionException && cause.getCause() != null) {
            return of(cause.getCause());
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof FlywayException) {
            return new StartFailure("The database could not be brought up to date: " + oneLine(message), cause);
        }
        if (cause instanceof InterruptedException) {
            return new StartFailure("The start was given up", cause);
        }
        boolean forPeople = cause instanceof PostgresException
                || cause instanceof IllegalStateException
                || cause instanceof IllegalArgumentException;
        return new StartFailure(oneLine(forPeople && cause.getMessage() != null ? message : cause.toString()), cause);
    }

    private static String oneLine(String message) {
        return String.join(
                " ",
                message.lines().map(String::strip).filter(l -> !l.isEmpty()).toList());
    }
}
