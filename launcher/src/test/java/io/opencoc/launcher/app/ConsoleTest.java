package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.launcher.ServerClient;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
    private static final String SCRIPT = "console.log('a long enough script');\n".repeat(100);

    @TempDir
    Path folder;

    Vertx vertx = Vertx.vertx();
    ServerClient client;

    @BeforeEach
    void start() throws Exception {
        Path jar = folder.resolve("web root.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String[] file : new String[][] {
                {"site/index.html", "<p>index"},
                {"site/assets/a-1.js", SCRIPT},
                {"site/theme.js", "t"},
                {"secret.txt", "no"}
            }) {
                out.putNextEntry(new JarEntry(file[0]));
                out.write(file[1].getBytes());
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Console console = Console.load(loader, "site");
            console.pack();
            Router router = Router.router(vertx);
            console.mount(router);
            int port = Await.result(
                            vertx.createHttpServer().requestHandler(router).listen(0))
                    .actualPort();
            client = ServerClient.of(port);
        }
    }

    @AfterEach
    void stop() throws Exception {
        Await.result(vertx.close());
    }

    @Test
    void givesItsPageForItsOwnAddressesOnly() throws Exception {
        for (String path : new String[] {"/", "/index.html", "/incidents", "/incidents/42?q=a", "/apiary"}) {
            HttpResponse<String> page = client.get(path, "Accept", "text/html,*/*");
            assertEquals("<p>index", page.body(), path);
            assertEquals("no-cache", page.headers().firstValue("Cache-Control").orElse(""));
            assertEquals(
                    "text/html; charset=utf-8",
                    page.headers().firstValue("Content-Type").orElse(""));
        }
        for (String path :
                new String[] {"/api/v1/x", "/hooks/x", "/health/x", "/metrics", "/assets/gone.js", "/openapi.yaml"}) {
            assertEquals(404, client.get(path, "Accept", "text/html").statusCode(), path);
        }
        assertEquals(404, client.get("/incidents", "Accept", "application/json").statusCode());
        assertEquals(404, client.get("/incidents").statusCode());
    }

    @Test
    void neverLeavesItsFolder() throws Exception {
        for (String path :
                new String[] {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//secret.txt"}) {
            assertEquals(404, client.get(path).statusCode(), path);
        }
    }

    @Test
    void keepsHashedFilesForGoodAndPacksThem() throws Exception {
        HttpResponse<byte[]> packed = client.http()
                .send(
                        HttpRequest.newBuilder(URI.create(client.server() + "/assets/a-1.js"))
                                .header("Accept-Encoding", "br, gzip;q=0.8")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertEquals("gzip", packed.headers().firstValue("Content-Encoding").orElse(""));
        assertEquals(
                "public, max-age=31536000, immutable",
                packed.headers().firstValue("Cache-Control").orElse(""));
        assertTrue(packed.body().length < SCRIPT.length() / 5);
        assertEquals(SCRIPT, new String(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes()));
        assertEquals(
                SCRIPT,
                client.get("/assets/a-1.js", "Accept-Encoding", "gzip;q=0").body());
    }

    @Test
    void answersNotModifiedAndHead() throws Exception {
        HttpResponse<String> full = client.get("/theme.js");
        String tag = full.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, client.get("/theme.js", "If-None-Match", tag).statusCode());
        assertEquals(200, client.get("/theme.js", "If-None-Match", "\"other\"").statusCode());
        HttpResponse<String> head = client.http()
                .send(
                        HttpRequest.newBuilder(URI.create(client.server() + "/theme.js"))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals("1", head.headers().firstValue("Content-Length").orElse(""));
        assertEquals("", head.body());
    }

    @Test
    void saysThatABuildHasNone() throws Exception {
        Console none = Console.load(ClassLoader.getPlatformClassLoader(), "no-such-folder");
        Router router = Router.router(vertx);
        none.mount(router);
        int port = Await.result(vertx.createHttpServer().requestHandler(router).listen(0))
                .actualPort();
        assertTrue(ServerClient.of(port).get("/", "Accept", "text/html").body().contains("has no console"));
    }
}
