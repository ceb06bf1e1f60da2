package io.opencoc.launcher.app;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One file of the console. Safe for all threads. */
final class Asset {
    private static final int SMALL = 1_000;
    private static final String BINARY = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    private final byte[] bytes;
    private final Buffer plain;
    private final String type;
    private final String tag;
    private volatile @Nullable Buffer packed;

    private Asset(byte[] bytes, String type, String tag) {
        this.bytes = bytes;
        this.plain = Buffer.buffer(bytes);
        this.type = type;
        this.tag = tag;
    }

    static Asset of(String path, byte[] bytes) {
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), BINARY);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(bytes, type, '"' + HexFormat.of().formatHex(hash, 0, 8) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the packed form, of texts that are worth it. */
    void pack() {
        boolean text = type.startsWith("text/") || type.contains("json") || type.contains("svg");
        if (!text || bytes.length < SMALL) {
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        packed = Buffer.buffer(out.toByteArray());
    }

    /** A view of its own for each answer, for buffers have positions. */
    Buffer plain() {
        return plain.slice();
    }

    @Nullable
    Buffer packed() {
        Buffer made = packed;
        return made == null ? null : made.slice();
    }

    String type() {
        return type;
    }

    String tag() {
        return tag;
    }
}
