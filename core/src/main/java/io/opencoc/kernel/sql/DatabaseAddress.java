package io.opencoc.kernel.sql;

import java.util.Map;

/**
 * Where a PostgreSQL is and who owns the product's database in it.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param database name
 * @param owner role that owns the schema and may create roles; used at the start only
 * @param ownerPassword its password
 * @param properties of the connection as pgjdbc knows them: {@code sslmode}, {@code sslrootcert}
 */
public record DatabaseAddress(
        String host, int port, String database, String owner, String ownerPassword, Map<String, String> properties) {

    /** For pgjdbc. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/" + database;
    }

    @Override
    public String toString() {
        return owner + "@" + host + ":" + port + "/" + database;
    }
}
