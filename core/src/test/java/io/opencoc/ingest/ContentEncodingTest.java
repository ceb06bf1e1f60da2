package io.opencoc.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.http.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ContentEncodingTest {
    private static final int MOST = 1 << 20;
    private static final byte[] TEXT = "[{\"labels\":{}}]".getBytes(StandardCharsets.UTF_8);

    private final Shares shares = new Shares(new IngestLimits(1, MOST, 10, 6 * MOST));

    private interface Wrap {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(Wrap wrap, byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = wrap.around(out)) {
            zip.write(body);
        }
        return out.toByteArray();
    }

    private byte[] decode(String encoding, byte[] body) {
        Room room = new Room(shares, UUID.randomUUID());
        try {
            return ContentEncoding.decode(encoding, body, MOST, room);
        } finally {
            room.free();
        }
    }

    private int status(String encoding, byte[] body) {
        Problem problem = assertThrows(Problem.class, () -> decode(encoding, body));
        assertTrue(String.valueOf(problem.getMessage()).length() > 20, problem.toString());
        return problem.status();
    }

    @Test
    void undoesWhatItKnows() throws Exception {
        assertArrayEquals(TEXT, decode("gzip", packed(GZIPOutputStream::new, TEXT)));
        assertArrayEquals(TEXT, decode("deflate", packed(DeflaterOutputStream::new, TEXT)));
        assertArrayEquals(new byte[MOST], decode("gzip", packed(GZIPOutputStream::new, new byte[MOST])));
        assertEquals("gzip", ContentEncoding.of(List.of(" GZIP ")));
        assertTrue(ContentEncoding.isIdentity(ContentEncoding.of(List.of())));
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        byte[] good = packed(GZIPOutputStream::new, TEXT);
        byte[] wrongSum = good.clone();
        wrongSum[good.length - 6] ^= 1;
        assertEquals(400, status("gzip", TEXT));
        assertEquals(400, status("gzip", new byte[0]));
        assertEquals(400, status("gzip", Arrays.copyOf(good, good.length - 12)));
        assertEquals(400, status("gzip", wrongSum));
        assertEquals(400, status("deflate", TEXT));
        for (String unknown : List.of("br", "zstd", "gzip,gzip", "gzip, identity", "x\u0000")) {
            assertEquals(415, status(unknown, good), unknown);
        }
    }

    @Test
    void stopsAtTheLimitAndWhenThereIsNoRoom() throws Exception {
        assertEquals(413, status("gzip", packed(GZIPOutputStream::new, new byte[MOST + 1])));
        assertEquals(413, status("deflate", packed(DeflaterOutputStream::new, new byte[200 << 20])));
        Room other = new Room(shares, UUID.randomUUID());
        assertTrue(other.take(2 * MOST - 1000));
        assertEquals(503, status("gzip", packed(GZIPOutputStream::new, new byte[5_000])));
        other.free();
        assertEquals(
                5_000, decode("gzip", packed(GZIPOutputStream::new, new byte[5_000])).length, "all was given back");
    }
}
