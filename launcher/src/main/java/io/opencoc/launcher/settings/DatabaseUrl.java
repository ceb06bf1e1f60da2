package io.opencoc.launcher.settings;

import io.opencoc.kernel.secret.Secret;
import io.opencoc.kernel.sql.DatabaseAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where a database is: {@code postgres://user:password@host:5432/database?sslmode=require}, or the same as pgjdbc writes it. */
final class DatabaseUrl {
    private static final Set<String> MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final String FORM = "must be like postgres://user:password@host:5432/database?sslmode=require";

    private DatabaseUrl() {}

    /**
     * Reads an address. No message shows the address, for it may hold a password.
     *
     * @param user over the one in the address; null leaves it
     * @param password likewise
     * @throws IllegalArgumentException saying what is wrong
     */
    static DatabaseAddress parse(String url, @Nullable String user, @Nullable Secret password) {
        URI uri;
        try {
            uri = new URI(url.startsWith("jdbc:") ? url.substring(5) : url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM + "; special characters are written as %40", e);
        }
        String path = uri.getPath();
        if (!Set.of("postgres", "postgresql").contains(String.valueOf(uri.getScheme()))
                || uri.getHost() == null
                || path == null
                || !path.matches("/[^/]{1,63}")) {
            throw new IllegalArgumentException(FORM);
        }
        Map<String, String> query = query(uri.getRawQuery());
        String[] person = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String owner = user != null ? user : person.length > 0 ? decoded(person[0]) : query.get("user");
        String secret = password != null
                ? password.reveal()
                : person.length > 1 ? decoded(person[1]) : query.getOrDefault("password", "");
        if (owner == null || owner.isEmpty()) {
            throw new IllegalArgumentException("names no user, and db.user is not set");
        }
        query.keySet().removeAll(Set.of("user", "password"));
        check(query);
        return new DatabaseAddress(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                path.substring(1),
                owner,
                secret,
                Map.copyOf(query));
    }

    private static void check(Map<String, String> properties) {
        properties.forEach((name, value) -> {
            if (!name.equals("sslmode") && !name.equals("sslrootcert")) {
                throw new IllegalArgumentException("knows the parameters sslmode and sslrootcert, not '" + name + "'");
            }
            if (name.equals("sslmode") && !MODES.contains(value)) {
                throw new IllegalArgumentException("sslmode must be one of disable, allow, prefer, require, verify-ca,"
                        + " verify-full, not '" + value + "'");
            }
        });
        if (properties.getOrDefault("sslmode", "").startsWith("verify") && !properties.containsKey("sslrootcert")) {
            throw new IllegalArgumentException("needs sslrootcert=<file> with sslmode=verify-ca or verify-full");
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> out = new HashMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            out.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return out;
    }

    private static String decoded(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
