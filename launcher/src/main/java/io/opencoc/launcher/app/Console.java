package io.opencoc.launcher.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The web console, from memory: its files, and its page for every address that the page itself knows what to do with. Files with a hash in their
 * name are kept by browsers for good, the others are asked for each time.
 */
final class Console {
    private static final String INDEX = "/index.html";
    private static final String HASHED = "/assets/";
    private static final List<String> OTHERS =
            List.of("/api", "/hooks", "/calendars", "/health", "/metrics", "/openapi.yaml", HASHED);
    private static final Buffer NONE = Buffer.buffer(
            "<!doctype html><title>OpenCOC</title><p>This build of OpenCOC has no console. The API is at /api/v1, its contract at <a href=\"/openapi.yaml\">/openapi.yaml</a>.");

    private final Map<String, Asset> assets = new HashMap<>();

    private Console() {}

    /** Reads the console from a folder of the class path; one without files when this build has none. */
    static Console load(ClassLoader loader, String folder) throws IOException {
        Console console = new Console();
        Resources.below(loader, folder, INDEX.substring(1))
                .forEach((path, bytes) -> console.assets.put(path, Asset.of(path, bytes)));
        return console;
    }

    /** Packs what can be packed; takes a while and blocks. Files go out unpacked until then. */
    void pack() {
        assets.values().forEach(Asset::pack);
    }

    /** Adds its routes; call it last. */
    void mount(Router router) {
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).last().handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String path = context.normalizedPath();
        Asset asset = assets.get(path.equals("/") ? INDEX : path);
        if (asset == null && isPage(context, path)) {
            asset = assets.get(INDEX);
            if (asset == null) {
                context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .end(NONE);
                return;
            }
        }
        if (asset == null) {
            context.next();
        } else {
            send(context, asset, path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache");
        }
    }

    private static boolean isPage(RoutingContext context, String path) {
        String accept = context.request().getHeader("Accept");
        return accept != null
                && accept.contains("text/html")
                && OTHERS.stream().noneMatch(o -> path.equals(o) || path.startsWith(o.endsWith("/") ? o : o + "/"));
    }

    private static void send(RoutingContext context, Asset asset, String caching) {
        HttpServerResponse response = context.response();
        response.putHeader("Cache-Control", caching)
                .putHeader("ETag", asset.tag())
                .putHeader("Vary", "Accept-Encoding");
        if (asset.tag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        Buffer packed = accepts(context.request().getHeader("Accept-Encoding")) ? asset.packed() : null;
        // Said even when it is not encoded, so that the server does not encode it for each request.
        response.putHeader("Content-Encoding", packed == null ? "identity" : "gzip");
        Buffer body = packed == null ? asset.plain() : packed;
        response.putHeader("Content-Type", asset.type()).putHeader("Content-Length", String.valueOf(body.length()));
        if (context.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private static boolean accepts(@Nullable String encodings) {
        return encodings != null && encodings.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }
}
