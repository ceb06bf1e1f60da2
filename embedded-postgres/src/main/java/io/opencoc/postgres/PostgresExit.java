package io.opencoc.postgres;

/**
 * How one run of PostgreSQL ended.
 *
 * @param code exit code of the postmaster; 128 + signal number when it was killed
 * @param expected true when {@link EmbeddedPostgres#close()} or {@link EmbeddedPostgres#restart()} ended it
 * @param lastWords the end of its log, at most a few lines, for the server's own log
 */
public record PostgresExit(int code, boolean expected, String lastWords) {}
