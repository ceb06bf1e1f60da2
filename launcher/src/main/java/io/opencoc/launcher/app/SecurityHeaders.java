package io.opencoc.launcher.app;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/** What every answer tells browsers. Pages load and call nothing but this server, and nobody may frame them. */
final class SecurityHeaders implements Handler<HttpServerRequest> {
    /** Attributes only: widgets place themselves by the style attribute. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String UNUSED = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";

    private final boolean https;

    /** @param https whether people reach the server by HTTPS alone */
    SecurityHeaders(boolean https) {
        this.https = https;
    }

    @Override
    public void handle(HttpServerRequest request) {
        MultiMap headers = request.response().headers();
        headers.set("Content-Security-Policy", POLICY)
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "same-origin")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("X-Permitted-Cross-Domain-Policies", "none")
                .set("Permissions-Policy", UNUSED);
        if (https) {
            headers.set("Strict-Transport-Security", ONE_YEAR);
        }
    }
}
