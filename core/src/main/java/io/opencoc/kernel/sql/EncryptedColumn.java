package io.opencoc.kernel.sql;

/**
 * A column that rests encrypted.
 *
 * @param table with its schema
 * @param column of type {@code bytea}
 * @param owner what its values are bound to: an SQL expression over the row
 */
public record EncryptedColumn(String table, String column, String owner) {}
