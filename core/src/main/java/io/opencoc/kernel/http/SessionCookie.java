package io.opencoc.kernel.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that carries a session's token. Over HTTPS its name begins with {@code __Host-}, so that browsers take it from this host alone and
 * other hosts of the same domain cannot plant one.
 */
public final class SessionCookie {
    private static final String NAME = "coc_session";
    private static final String PREFIX = "__Host-";

    private SessionCookie() {}

    /** The header {@code Set-Cookie} for a new session. */
    public static String begin(String token, Duration life, boolean https) {
        return cookie(NAME, token, life, CookieSameSite.STRICT, https);
    }

    /** The header {@code Set-Cookie} that makes the browser forget it. */
    public static String end(boolean https) {
        return begin("", Duration.ZERO, https);
    }

    /** The token; null without one. */
    static @Nullable String token(HttpServerRequest request, boolean https) {
        return value(request, NAME, https);
    }

    /** A cookie for the browser alone, under a name that is safe for the scheme. */
    public static String cookie(String name, String value, Duration life, CookieSameSite sameSite, boolean https) {
        return Cookie.cookie((https ? PREFIX : "") + name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(sameSite)
                .setSecure(https)
                .setMaxAge(life.toSeconds())
                .encode();
    }

    /** The value of such a cookie; null without one. */
    public static @Nullable String value(HttpServerRequest request, String name, boolean https) {
        Cookie cookie = request.getCookie((https ? PREFIX : "") + name);
        return cookie == null ? null : cookie.getValue();
    }
}
