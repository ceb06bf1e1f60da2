package io.opencoc.launcher.app;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/** What every answer tells browsers. Pages load and call nothing but this server, and nobody may frame them. */
final class SecurityHeaders implements Handler<HttpServerRequest> {
    /** Attributes only: widgets place themselves by the style attribute. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String UNUSED = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";

    /** Made once: they are written as they are, with each answer. */
    private final List<CharSequence> names = new ArrayList<>();

    private final List<CharSequence> values = new ArrayList<>();

    /** @param https whether people reach the server by HTTPS alone */
    SecurityHeaders(boolean https) {
        add("X-Content-Type-Options", "nosniff");
        add("Content-Security-Policy", POLICY);
        add("X-Frame-Options", "DENY");
        add("Referrer-Policy", "same-origin");
        add("Cross-Origin-Opener-Policy", "same-origin");
        add("Cross-Origin-Resource-Policy", "same-origin");
        add("X-Permitted-Cross-Domain-Policies", "none");
        add("Permissions-Policy", UNUSED);
        if (https) {
            add("Strict-Transport-Security", ONE_YEAR);
        }
    }

    private void add(String name, String value) {
        names.add(HttpHeaders.createOptimized(name));
        values.add(HttpHeaders.createOptimized(value));
    }

    @Override
    public void handle(HttpServerRequest request) {
        MultiMap headers = request.response().headers();
        for (int i = 0; i < names.size(); i++) {
            headers.set(names.get(i), values.get(i));
        }
    }
}
