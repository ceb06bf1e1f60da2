package io.opencoc.ingest;

import io.opencoc.kernel.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Undoes the Content-Encoding of a body that is all there. Not left to the HTTP library: that one inflates whatever arrives before anybody
 * can look at it, a thousand bytes for each that was sent, whether the key is right or not.
 */
final class ContentEncoding {
    private static final int STEP = 64 << 10;

    private ContentEncoding() {}

    /** What the headers say, in one word; {@code identity} when there is nothing to undo. */
    static String of(List<String> headers) {
        String all = String.join(",", headers).strip().toLowerCase(Locale.ROOT);
        return all.isEmpty() ? "identity" : all;
    }

    static boolean isIdentity(String encoding) {
        return encoding.equals("identity");
    }

    /**
     * The body as it was before its encoding. Work for a worker thread.
     *
     * @param most bytes that it may have
     * @param room takes the memory, step by step
     * @throws Problem what is wrong with it
     */
    static byte[] decode(String encoding, byte[] body, int most, Room room) {
        try (InputStream in = open(encoding, new ByteArrayInputStream(body))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, Math.max(STEP, body.length * 4)));
            byte[] step = new byte[STEP];
            for (int n = in.read(step); n >= 0; n = in.read(step)) {
                if (out.size() + n > most) {
                    throw tooLarge(most);
                }
                if (!room.take(n)) {
                    throw Problem.unavailable("The server is full; send again shortly.", Duration.ofSeconds(2));
                }
                out.write(step, 0, n);
            }
            return out.toByteArray();
        } catch (EOFException e) {
            throw Problem.of(Problem.Kind.INVALID, "The body ends in the middle of its " + encoding + " data.");
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.INVALID, "The body is not " + encoding + ": " + e.getMessage());
        }
    }

    private static InputStream open(String encoding, InputStream body) throws IOException {
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(body, STEP);
            case "deflate" -> new InflaterInputStream(body);
            default ->
                throw Problem.of(
                        Problem.Kind.UNSUPPORTED_TYPE,
                        "The Content-Encoding is not known; send gzip, deflate, or the body as it is.");
        };
    }

    static Problem tooLarge(int most) {
        return Problem.of(Problem.Kind.TOO_LARGE, "At most " + most + " bytes, counted after decompression.");
    }
}
