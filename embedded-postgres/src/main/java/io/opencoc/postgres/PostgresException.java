package io.opencoc.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;

/** PostgreSQL could not be started or kept; the message is meant for the operator and says what to do about it. */
public final class PostgresException extends IOException {

    private final String message;

    PostgresException(String message) {
        super(message);
        this.message = message;
    }

    PostgresException(String message, Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** Says what failed and why in words, because a file system's exception often carries the path alone. */
    static PostgresException failed(String what, Exception cause) {
        if (cause instanceof PostgresException known) {
            return known;
        }
        String reason =
                switch (cause) {
                    case AccessDeniedException e -> "permission denied: " + e.getFile();
                    case NoSuchFileException e -> "not found: " + e.getFile();
                    case NotDirectoryException e -> "not a folder: " + e.getFile();
                    case FileAlreadyExistsException e -> "a file is in the way: " + e.getFile();
                    case ReadOnlyFileSystemException e -> "the file system is read-only";
                    default -> cause.getMessage();
                };
        return new PostgresException(what + ": " + reason, cause);
    }
}
