package io.opencoc.attachment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.Ids;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.todo.TodoFixture;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files of things over HTTP, with to-dos as the things. */
class AttachmentIT {
    private static final long MIB = 1 << 20;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13};

    @TempDir
    static Path temp;

    static Path folder;
    static TodoFixture f;
    static final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        folder = temp.resolve("attachments");
        f = new TodoFixture(folder, new AttachmentLimits(50 * MIB - 1, 4, 120 * MIB));
    }

    @AfterAll
    static void stop() {
        http.close();
        f.close();
    }

    private static URI uri(String todo, String name) {
        return f.server.uri("/api/v1/todos/" + todo + "/attachments?name=" + URLEncoder.encode(name, UTF_8));
    }

    private static Answer upload(Client client, String todo, String name, BodyPublisher body) throws Exception {
        HttpResponse<String> r = http.send(
                HttpRequest.newBuilder(uri(todo, name))
                        .header("Authorization", "Bearer " + client.token())
                        .header("Content-Type", "application/octet-stream")
                        .timeout(Duration.ofSeconds(120))
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(r.statusCode(), r.body(), r.headers());
    }

    private static Answer upload(String todo, String name, byte[] body) throws Exception {
        return upload(f.cleo, todo, name, BodyPublishers.ofByteArray(body));
    }

    private static String uploaded(String todo, String name, byte[] body) throws Exception {
        Answer a = upload(todo, name, body);
        assertEquals(201, a.status(), a.body());
        return a.json().get("id").asString();
    }

    private static HttpResponse<byte[]> download(Client client, String todo, String id) throws Exception {
        return http.send(
                HttpRequest.newBuilder(f.server.uri("/api/v1/todos/" + todo + "/attachments/" + id))
                        .header("Authorization", "Bearer " + client.token())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static List<JsonNode> files(String todo) {
        return f.cleo.get("/todos/" + todo + "/attachments")
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    /** All files in the store, by where they are. */
    private static List<Path> stored() throws Exception {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<Path> incoming() throws Exception {
        return stored().stream().filter(p -> p.getParent().endsWith("incoming")).toList();
    }

    private static boolean nothingComesIn() {
        try {
            return incoming().isEmpty();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Path place(String id) {
        return folder.resolve(f.server.admin.tenant().toString())
                .resolve(id.substring(id.length() - 2))
                .resolve(id);
    }

    @Test
    void isKeptDownloadedAndRemoved() throws Exception {
        String todo = f.todo();
        byte[] content = "line 1\n\u001b[31mred\u001b[0m 中文\n".getBytes(UTF_8);
        Answer a = upload(todo, "<b>.log".replaceAll("[<>]", "_"), content);
        assertEquals(201, a.status(), a.body());
        String id = a.json().get("id").asString();
        assertEquals("text/plain", a.json().get("mediaType").asString());
        assertEquals(content.length, a.json().get("size").asLong());
        assertEquals(64, a.json().get("sha256").asString().length());
        assertEquals("cleo", a.json().at("/createdBy/name").asString());
        assertArrayEquals(content, Files.readAllBytes(place(id)));
        f.server.clock.forward(Duration.ofMinutes(1));
        HttpResponse<byte[]> down = download(f.ada, todo, id);
        assertEquals(200, down.statusCode());
        assertArrayEquals(content, down.body());
        assertEquals(
                "nosniff", down.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("text/plain", down.headers().firstValue("Content-Type").orElse(""));
        assertTrue(
                down.headers().firstValue("Content-Security-Policy").orElse("").contains("sandbox"));
        assertTrue(down.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment;"));
        assertEquals(403, f.bob.delete("/todos/" + todo + "/attachments/" + id).status(), "neither added nor made it");
        assertEquals(204, f.cleo.delete("/todos/" + todo + "/attachments/" + id).status());
        assertEquals(404, f.cleo.delete("/todos/" + todo + "/attachments/" + id).status());
        assertEquals(List.of(), files(todo));
        TestServer.eventually("content gone", () -> !Files.exists(place(id)));
        assertEquals(
                List.of("detached", "attached", "created"),
                f.cleo.get("/todos/" + todo + "/history")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(h -> h.get("kind").asString())
                        .toList());
    }

    @Test
    void waitsFiveSecondsBetweenDownloadsOfOneUser() throws Exception {
        String todo = f.todo();
        String id = uploaded(todo, "a.png", PNG);
        f.server.clock.forward(Duration.ofMinutes(1));
        assertEquals(200, download(f.cleo, todo, id).statusCode());
        HttpResponse<byte[]> early = download(f.cleo, todo, id);
        assertEquals(429, early.statusCode());
        int wait = Integer.parseInt(early.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(wait >= 1 && wait <= 5, "" + wait);
        assertEquals(200, download(f.bob, todo, id).statusCode(), "others do not wait for it");
        f.server.clock.forward(Duration.ofSeconds(5));
        assertEquals(200, download(f.cleo, todo, id).statusCode());
    }

    @Test
    void isForThoseWhoSeeTheThingAlone() throws Exception {
        String todo = f.todo();
        String id = uploaded(todo, "a.png", PNG);
        assertEquals(404, download(f.eve, todo, id).statusCode());
        assertEquals(
                404,
                upload(f.eve, todo, "b.png", BodyPublishers.ofByteArray(PNG)).status());
        Client other = f.server.signIn("other", "admin");
        assertEquals(404, download(other, todo, id).statusCode());
        assertEquals(
                404,
                upload(other, todo, "b.png", BodyPublishers.ofByteArray(PNG)).status());
        // A file of one thing is not there by another.
        String second = f.todo();
        assertEquals(404, download(f.cleo, second, id).statusCode());
        assertEquals(
                404, f.cleo.delete("/todos/" + second + "/attachments/" + id).status());
        assertEquals(
                401,
                http.send(
                                HttpRequest.newBuilder(uri(todo, "a.png"))
                                        .POST(BodyPublishers.ofByteArray(PNG))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode());
        assertEquals(1, files(todo).size());
    }

    @Test
    void takesLessThanFiftyMebibytesAndStreamsThem() throws Exception {
        String todo = f.todo();
        Answer declared = upload(f.cleo, todo, "a.bin", zip(50 * MIB, true));
        assertEquals(413, declared.status(), declared.body());
        int refused;
        try {
            refused = upload(f.cleo, todo, "a.zip", zip(50 * MIB, false)).status();
        } catch (java.io.IOException cut) {
            refused = 413; // the server need not read what it refuses
        }
        assertEquals(413, refused);
        TestServer.eventually("what came in is gone", AttachmentIT::nothingComesIn);
        long before = peak();
        Answer most = upload(f.cleo, todo, "most.zip", zip(50 * MIB - 1, false));
        assertEquals(201, most.status(), most.body());
        assertEquals(50 * MIB - 1, most.json().get("size").asLong());
        assertEquals(50 * MIB - 1, Files.size(place(most.json().get("id").asString())));
        assertTrue(peak() - before < 16 * MIB, "direct memory grew by " + (peak() - before));
        f.server.clock.forward(Duration.ofMinutes(1));
        HttpResponse<InputStream> down = http.send(
                HttpRequest.newBuilder(f.server.uri("/api/v1/todos/" + todo + "/attachments/"
                                + most.json().get("id").asString()))
                        .header("Authorization", "Bearer " + f.cleo.token())
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        long n = 0;
        try (InputStream in = down.body()) {
            byte[] part = new byte[65_536];
            for (int r = in.read(part); r >= 0; r = in.read(part)) {
                n += r;
            }
        }
        assertEquals(50 * MIB - 1, n);
        // Two more do not fit into the tenant's 120 MiB.
        assertEquals(
                201, upload(f.cleo, todo, "more.zip", zip(50 * MIB - 1, false)).status());
        Answer full = upload(f.cleo, todo, "full.zip", zip(50 * MIB - 1, false));
        assertEquals(409, full.status(), full.body());
        assertTrue(full.body().contains("120 MiB"), full.body());
        assertEquals(2, files(todo).size());
        for (JsonNode file : files(todo)) {
            assertEquals(
                    204,
                    f.cleo.delete("/todos/" + todo + "/attachments/"
                                    + file.get("id").asString())
                            .status());
        }
        String again = upload(f.cleo, todo, "again.zip", zip(50 * MIB - 1, false))
                .json()
                .get("id")
                .asString();
        assertEquals(
                204, f.cleo.delete("/todos/" + todo + "/attachments/" + again).status());
    }

    /** Netty's buffers, where a body would pile up. */
    private static long peak() {
        return io.netty.buffer.PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()
                + io.netty.buffer.PooledByteBufAllocator.DEFAULT.metric().usedHeapMemory();
    }

    /** A body that begins as an archive, made while it is sent. */
    private static BodyPublisher zip(long size, boolean declared) {
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> new InputStream() {
            private long at;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                if (at >= size) {
                    return -1;
                }
                int n = (int) Math.min(length, size - at);
                Arrays.fill(to, offset, offset + n, (byte) 0);
                byte[] head = {'P', 'K', 3, 4};
                for (int i = 0; i < n && at + i < head.length; i++) {
                    to[offset + i] = head[(int) at + i];
                }
                at += n;
                return n;
            }
        });
        return declared ? BodyPublishers.fromPublisher(stream, size) : stream;
    }

    @Test
    void goesByTheContentAndNotByTheName() throws Exception {
        String todo = f.todo();
        byte[] program = {'M', 'Z', 0, 1, 2};
        byte[] elf = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0};
        for (Map.Entry<String, byte[]> wrong : Map.of(
                        "setup.txt", program,
                        "a.png", elf,
                        "b.pdf", PNG,
                        "c.png", "hello".getBytes(US_ASCII),
                        "d.json", PNG,
                        "e", new byte[] {0, 1, 2})
                .entrySet()) {
            Answer a = upload(todo, wrong.getKey(), wrong.getValue());
            assertEquals(415, a.status(), wrong.getKey() + a.body());
        }
        assertEquals(400, upload(todo, "empty.txt", new byte[0]).status());
        assertEquals(List.of(), files(todo));
        TestServer.eventually("what came in is gone", AttachmentIT::nothingComesIn);
        // Whatever a browser would run is plain text here.
        Answer html = upload(todo, "page.html", "<script>alert(1)</script>".getBytes(US_ASCII));
        assertEquals("text/plain", html.json().get("mediaType").asString());
        Answer svg = upload(todo, "x.svg", "<svg onload='alert(1)'/>".getBytes(US_ASCII));
        assertEquals("text/plain", svg.json().get("mediaType").asString());
        assertEquals(
                "application/pdf",
                upload(todo, "a.PDF", "%PDF-1.7\n".getBytes(US_ASCII))
                        .json()
                        .get("mediaType")
                        .asString());
        assertEquals(
                "text/plain",
                upload(todo, "gbk.csv", new byte[] {(byte) 0xd6, (byte) 0xd0, ',', '1'})
                        .json()
                        .get("mediaType")
                        .asString());
        Answer fifth = upload(todo, "5.txt", "x".getBytes(US_ASCII));
        assertEquals(409, fifth.status(), fifth.body());
        assertTrue(fifth.body().contains("4 files already"), fifth.body());
    }

    @Test
    void takesNoHostileNames() throws Exception {
        String todo = f.todo();
        for (String name : List.of(
                "../../etc/passwd",
                "a\\b.txt",
                "..",
                " . ",
                "a\r\nSet-Cookie: x.txt",
                "a\u0000.txt",
                "gpj.\u202Etxt",
                "a\"b.txt",
                "x".repeat(252) + ".txt",
                "字".repeat(90))) {
            Answer a = upload(todo, name, "x".getBytes(US_ASCII));
            assertEquals(400, a.status(), name + a.body());
            assertEquals(List.of("name"), a.fields(), name);
        }
        assertEquals(400, f.cleo.post("/todos/" + todo + "/attachments", null).status(), "no name");
        String id = uploaded(todo, "报告; filename=x.exe %41'é.txt", "x".getBytes(US_ASCII));
        f.server.clock.forward(Duration.ofMinutes(1));
        String disposition = download(f.cleo, todo, id)
                .headers()
                .firstValue("Content-Disposition")
                .orElseThrow();
        assertEquals(
                "attachment; filename=\"___ filename_x.exe _41__.txt\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%3B%20filename%3Dx.exe%20%2541%27%C3%A9.txt",
                disposition);
        assertEquals(id, place(id).getFileName().toString());
        assertTrue(Files.exists(place(id)), "no part of the name is in a path");
    }

    @Test
    void anUploadThatIsCutOffLeavesNothing() throws Exception {
        String todo = f.todo();
        try (Socket socket = new Socket("127.0.0.1", f.server.uri("/").getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + uri(todo, "half.txt").getRawPath()
                            + "?name=half.txt HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + f.cleo.token()
                            + "\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n")
                    .getBytes(US_ASCII));
            out.write("x".repeat(200_000).getBytes(US_ASCII));
            out.flush();
            TestServer.eventually("it comes in", () -> !nothingComesIn());
        }
        TestServer.eventually("what came in is gone", AttachmentIT::nothingComesIn);
        assertEquals(List.of(), files(todo));
    }

    @Test
    void whatACrashLeavesIsSweptAwayAndWhatIsKeptStays() throws Exception {
        String todo = f.todo();
        String kept = uploaded(todo, "kept.png", PNG);
        // Killed while it came in; killed between the file and the row; and one that comes in right now.
        Files.createDirectories(folder.resolve("incoming"));
        Path half = Files.write(folder.resolve("incoming/upload-1"), PNG);
        String orphan = Ids.at(Instant.now()).toString();
        Files.createDirectories(place(orphan).getParent());
        Files.write(place(orphan), PNG);
        Path now = Files.write(folder.resolve("incoming/upload-2"), PNG);
        FileTime old = FileTime.from(
                f.server.clock.instant().minus(AttachmentSweep.AGE).minusSeconds(60));
        for (Path file : List.of(half, place(orphan), place(kept))) {
            Files.setLastModifiedTime(file, old);
        }
        Files.setLastModifiedTime(now, FileTime.from(f.server.clock.instant()));
        assertEquals(1, files(todo).size(), "nobody sees them");
        assertEquals(2, TestServer.await(f.attachments.sweep().once()));
        assertFalse(Files.exists(half));
        assertFalse(Files.exists(place(orphan)));
        assertTrue(Files.exists(now));
        assertTrue(Files.exists(place(kept)));
        Files.delete(now);
        assertEquals(0, TestServer.await(f.attachments.sweep().once()));
        // Content that somebody took away by hand: told in words, and nothing else of the to-do breaks.
        Files.delete(place(kept));
        f.server.clock.forward(Duration.ofMinutes(1));
        assertEquals(404, download(f.cleo, todo, kept).statusCode());
        assertEquals(
                204, f.cleo.delete("/todos/" + todo + "/attachments/" + kept).status());
        assertEquals(404, download(f.cleo, todo, UUID.randomUUID().toString()).statusCode());
    }

    @Test
    void aClosedThingTakesNoFilesAndLosesNone() throws Exception {
        String todo = f.todo();
        String id = uploaded(todo, "a.png", PNG);
        assertEquals(200, f.ada.post("/todos/" + todo + "/accept", null).status());
        assertEquals(200, f.ada.post("/todos/" + todo + "/close", "{}").status());
        assertEquals(409, upload(todo, "b.png", PNG).status());
        assertEquals(409, f.cleo.delete("/todos/" + todo + "/attachments/" + id).status());
        assertFalse(files(todo).getFirst().get("removable").asBoolean());
        f.server.clock.forward(Duration.ofMinutes(1));
        assertEquals(200, download(f.ada, todo, id).statusCode());
    }
}
