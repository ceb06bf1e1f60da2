package io.opencoc.launcher.app;

import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problems;
import io.opencoc.launcher.settings.Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** How the server listens, and what it answers where no route does. */
final class Listener {
    private static final int LONGEST_LINE = 8_192;
    private static final int LARGEST_HEADERS = 16_384;
    private static final int IDLE_SECONDS = 75;
    private static final int BACKLOG = 1_024;
    private static final int PACK_FROM = 1_024;

    private static final Map<Integer, Problem.Kind> KINDS = Map.of(
            400, Problem.Kind.INVALID,
            404, Problem.Kind.NOT_FOUND,
            405, Problem.Kind.METHOD_NOT_ALLOWED,
            413, Problem.Kind.TOO_LARGE,
            414, Problem.Kind.URI_TOO_LONG,
            415, Problem.Kind.UNSUPPORTED_TYPE,
            431, Problem.Kind.HEADERS_TOO_LARGE);

    private Listener() {}

    static HttpServerOptions options(Settings.Http http) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port())
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setAcceptBacklog(BACKLOG)
                .setHttp2ClearTextEnabled(false)
                // Each looks at every message.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(true)
                .setDecompressionSupported(false)
                .setCompressionSupported(true)
                .setCompressionContentSizeThreshold(PACK_FROM);
        if (http.tls() != null) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                    .setKeyCertOptions(certificate(http.tls()));
        }
        return options;
    }

    static KeyCertOptions certificate(Settings.Tls tls) {
        return new PemKeyCertOptions()
                .setCertPath(tls.certificate().toString())
                .setKeyPath(tls.key().toString());
    }

    /** Answers in the form of the API, and never with a page or a stack trace of a library. */
    static void mountProblems(Router router) {
        KINDS.forEach(
                (status, kind) -> router.errorHandler(status, context -> Problems.send(context, Problem.of(kind, ""))));
        router.errorHandler(500, context -> {
            Throwable failure = context.failure();
            Problems.send(context, failure == null ? new IllegalStateException("failed without a reason") : failure);
        });
    }

    /** Why the server cannot listen, in words. */
    static StartFailure failure(Settings.Http http, Exception e) {
        String where = "Cannot listen on " + http.host() + ":" + http.port() + ": ";
        String message = String.valueOf(e.getMessage());
        if (message.contains("ddress already in use")) {
            return new StartFailure(
                    where
                            + "another program uses the port: stop that one, or choose another with --port or COC_HTTP_PORT",
                    e);
        }
        if (message.contains("ermission denied") && message.contains("bind")) {
            return new StartFailure(where + "permission denied: ports below 1024 need a privilege", e);
        }
        if (http.tls() != null && !message.contains("bind")) {
            return new StartFailure(
                    "The certificate " + http.tls().certificate() + " with the key "
                            + http.tls().key() + " cannot be used: " + rootOf(e),
                    e);
        }
        return new StartFailure(where + rootOf(e), e);
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
