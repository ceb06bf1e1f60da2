package io.opencoc.kernel.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

    @Test
    void takesWellFormedTextOfEveryLength() {
        assertEquals(-1, Utf8.firstMalformed("plain ascii, more than eight bytes".getBytes(UTF_8), 0));
        assertEquals(-1, Utf8.firstMalformed("é 告警 🔥 \uD7FF\uE000\uFFFF".getBytes(UTF_8), 0));
    }

    @Test
    void findsOverlongFormsSurrogatesAndCutSequences() {
        assertEquals(1, Utf8.firstMalformed(bytes('a', 0xC0, 0x80), 0), "overlong NUL");
        assertEquals(0, Utf8.firstMalformed(bytes(0xED, 0xA0, 0x80), 0), "surrogate");
        assertEquals(0, Utf8.firstMalformed(bytes(0xF4, 0x90, 0x80, 0x80), 0), "above U+10FFFF");
        assertEquals(2, Utf8.firstMalformed(bytes('a', 'b', 0xE5, 0x91), 0), "cut");
        assertEquals(0, Utf8.firstMalformed(bytes(0xFE, 0xFF), 0), "a UTF-16 mark");
    }

    @Test
    void agreesWithTheJdkOnRandomBytes() {
        Random random = new Random(42);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(9)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(128) : 0x80 + random.nextInt(128));
            }
            assertEquals(strict(bytes), Utf8.firstMalformed(bytes, 0) < 0);
        }
    }

    private static boolean strict(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
