package io.opencoc.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of files that are taken, by what they begin with. None of them is something that a browser runs, whatever it is called; programs are
 * none of them.
 */
enum FileType {
    PNG("image/png", "png", at(0, "89504e470d0a1a0a")),
    JPEG("image/jpeg", "jpg jpeg", at(0, "ffd8ff")),
    GIF("image/gif", "gif", text(0, "GIF87a"), text(0, "GIF89a")),
    WEBP("image/webp", "webp", text(8, "WEBP")),
    BMP("image/bmp", "bmp", text(0, "BM")),
    TIFF("image/tiff", "tif tiff", at(0, "49492a00"), at(0, "4d4d002a")),
    HEIF("image/heif", "heic heif", text(4, "ftypheic"), text(4, "ftypheix"), text(4, "ftypmif1")),
    MP4("video/mp4", "mp4 m4v mov", text(4, "ftypisom"), text(4, "ftypmp4"), text(4, "ftypqt"), text(4, "ftypM4V")),
    WEBM("video/webm", "webm mkv", at(0, "1a45dfa3")),
    PDF("application/pdf", "pdf", text(0, "%PDF-")),
    /** Office documents of these days are such archives, too. */
    ZIP("application/zip", "zip docx xlsx pptx odt ods odp vsdx xmind jar war", at(0, "504b0304"), at(0, "504b0506")),
    OFFICE("application/x-ole-storage", "doc xls ppt vsd msg", at(0, "d0cf11e0a1b11ae1")),
    RTF("application/rtf", "rtf", text(0, "{\\rtf")),
    GZIP("application/gzip", "gz tgz", at(0, "1f8b08")),
    BZIP2("application/x-bzip2", "bz2 tbz2", text(0, "BZh")),
    XZ("application/x-xz", "xz txz", at(0, "fd377a585a00")),
    ZSTD("application/zstd", "zst", at(0, "28b52ffd")),
    SEVEN_ZIP("application/x-7z-compressed", "7z", at(0, "377abcaf271c")),
    RAR("application/vnd.rar", "rar", text(0, "Rar!")),
    TAR("application/x-tar", "tar", text(257, "ustar")),
    PCAP("application/vnd.tcpdump.pcap", "pcap cap", at(0, "d4c3b2a1"), at(0, "a1b2c3d4"), at(0, "4d3cb2a1")),
    PCAPNG("application/x-pcapng", "pcapng", at(0, "0a0d0d0a")),
    JAVA_HEAP("application/x-java-hprof", "hprof", text(0, "JAVA PROFILE ")),
    /** In any language and encoding, also scripts and mark-up: it is only ever shown as plain text, or saved. */
    TEXT("text/plain", "");

    /** How much of a file must be seen. */
    static final int HEAD = 512;

    private static final List<String> OF_TEXT =
            List.of("txt", "log", "md", "csv", "tsv", "json", "xml", "yaml", "yml", "conf", "sql");

    private record Magic(int at, byte[] bytes) {
        boolean matches(byte[] head, int length) {
            return length >= at + bytes.length && Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
        }
    }

    final String mediaType;
    private final List<String> extensions;
    private final List<Magic> magics;

    FileType(String mediaType, String extensions, Magic... magics) {
        this.mediaType = mediaType;
        this.extensions = List.of(extensions.split(" "));
        this.magics = List.of(magics);
    }

    private static Magic at(int offset, String hex) {
        return new Magic(offset, HexFormat.of().parseHex(hex));
    }

    private static Magic text(int offset, String text) {
        return new Magic(offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The kind of a file that begins so; null when it is none of them that can be told by its beginning. */
    static @Nullable FileType ofHead(byte[] head, int length) {
        for (FileType type : values()) {
            if (type.magics.stream().anyMatch(m -> m.matches(head, length))) {
                return type;
            }
        }
        return null;
    }

    /** Whether the extension is one of this kind's own. */
    boolean mayEndIn(String extension) {
        return extensions.contains(extension);
    }

    /** Whether a file of this kind may have this extension: one that belongs to another kind it may not. */
    boolean mayBeCalled(String extension) {
        if (OF_TEXT.contains(extension)) {
            return this == TEXT;
        }
        return mayEndIn(extension)
                || Arrays.stream(values())
                        .noneMatch(other -> !extension.isEmpty() && other.extensions.contains(extension));
    }
}
