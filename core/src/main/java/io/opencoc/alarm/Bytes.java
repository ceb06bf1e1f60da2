package io.opencoc.alarm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that are written at the end or read from the beginning on; see {@link AlarmWriter} for their form. For one thread. */
final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int LARGEST_KEPT = 256 << 10;

    private byte[] bytes;
    private int at;

    /** To write to. */
    Bytes(int expected) {
        bytes = new byte[expected];
    }

    /** To read from. */
    Bytes(byte[] written) {
        bytes = written;
    }

    private void room(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(at + more, bytes.length * 2));
        }
    }

    /** To be written anew; what has grown large is not kept. */
    Bytes empty() {
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[1 << 10];
        }
        at = 0;
        return this;
    }

    /** Writes a number that is not negative, or any as if it had no sign. */
    void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
    }

    void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    void text(@Nullable String text) {
        if (text == null) {
            number(0);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + 1L);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, at, utf8.length);
        at += utf8.length;
    }

    /** Eight bytes. */
    void fixed(long value) {
        room(Long.BYTES);
        LONGS.set(bytes, at, value);
        at += Long.BYTES;
    }

    /** How many there are, and what was written to the other one. */
    void bytes(Bytes other) {
        number(other.at);
        room(other.at);
        System.arraycopy(other.bytes, 0, bytes, at, other.at);
        at += other.at;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, at);
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /** Microseconds since 1970. */
    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    @Nullable
    String textOrNull() {
        int length = (int) number() - 1;
        if (length < 0) {
            return null;
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** A text that is there. */
    String text() {
        String text = textOrNull();
        if (text == null) {
            throw new IllegalStateException("a text is missing before byte " + at);
        }
        return text;
    }

    long fixed() {
        long value = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    /** Passes over what {@link #bytes(Bytes)} wrote, and gives it to be read. */
    Bytes part() {
        int length = (int) number();
        Bytes part = new Bytes(bytes);
        part.at = at;
        at += length;
        return part;
    }

    /** To read the same again, apart from this one. */
    Bytes again() {
        Bytes copy = new Bytes(bytes);
        copy.at = at;
        return copy;
    }

    /** Passes over a text. */
    void skipText() {
        int length = (int) number() - 1;
        at += Math.max(length, 0);
    }
}
