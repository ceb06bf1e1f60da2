package io.opencoc.attachment;

import io.opencoc.kernel.http.Problem;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Looks at a file as it passes by: its digest, and what it is. Keeps its first bytes alone. For one file and one thread. */
final class ContentCheck {
    private final byte[] head = new byte[FileType.HEAD];
    private final MessageDigest digest;
    private int seen;
    private boolean text = true;

    ContentCheck() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next piece. */
    void add(Buffer piece) {
        byte[] bytes = piece.getBytes();
        digest.update(bytes);
        int more = Math.min(bytes.length, head.length - seen);
        System.arraycopy(bytes, 0, head, seen, more);
        seen += more;
        for (int i = 0; text && i < bytes.length; i++) {
            text = isOfText(bytes[i]);
        }
    }

    /** Whether text may have this byte, in UTF-8 and in the encodings of single countries: of the controls those of logs and terminals. */
    private static boolean isOfText(byte b) {
        return b < 0
                || b >= ' ' && b != 0x7f
                || b == '\n'
                || b == '\r'
                || b == '\t'
                || b == '\f'
                || b == '\b'
                || b == 0x1b;
    }

    /** UTF-16 tells itself by its mark, and has zeros in it. */
    private boolean isUtf16() {
        int mark = seen < 2 ? 0 : (head[0] & 0xff) << 8 | head[1] & 0xff;
        return mark == 0xfffe || mark == 0xfeff;
    }

    /** Of all that was seen; hexadecimal. Once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What it is, once all was seen; a problem when it is nothing that is taken, or not what its name says. */
    FileType type(String name) {
        String extension = FileName.extension(name);
        FileType found = FileType.ofHead(head, seen);
        // A text may begin with the letters of something else, and some of what is not text looks like it.
        if (found == null || text && !found.mayEndIn(extension)) {
            found = text || found == null && isUtf16() ? FileType.TEXT : found;
        }
        if (found == null) {
            throw Problem.of(
                    Problem.Kind.UNSUPPORTED_TYPE,
                    "The content is of no kind that is taken: images, videos, PDF, archives, office documents, captures and text are.");
        }
        if (!found.mayBeCalled(extension)) {
            throw Problem.of(
                    Problem.Kind.UNSUPPORTED_TYPE,
                    "The content is " + found.mediaType + ", which is not what ." + extension + " in the name says.");
        }
        return found;
    }
}
