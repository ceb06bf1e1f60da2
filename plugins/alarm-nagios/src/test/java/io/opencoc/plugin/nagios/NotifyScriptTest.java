package io.opencoc.plugin.nagios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.opencoc.api.AlarmEvent;
import io.opencoc.api.AlarmStatus;
import io.opencoc.api.IntegrationPoint;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the instructions, run by a real shell against a real server. */
class NotifyScriptTest {
    private record Received(String path, String type, String authorization, String body) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private int status = 200;

    @TempDir
    Path folder;

    private HttpServer server;
    private Path file;
    private Path script;

    NotifyScriptTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        file = Path.of("");
        script = Path.of("");
    }

    @BeforeEach
    void start() throws IOException {
        assumeTrue(isThere("sh") && isThere("curl"), "neither shell nor curl here");
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var headers = exchange.getRequestHeaders();
            received.add(new Received(
                    exchange.getRequestURI().toString(),
                    String.valueOf(headers.getFirst("Content-Type")),
                    String.valueOf(headers.getFirst("Authorization")),
                    body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/k3y");
        String shown =
                Requests.SOURCE.instructions(new IntegrationPoint(url, "k3y")).en();
        // as somebody would copy them
        file = Files.writeString(
                folder.resolve("opencoc.curl"),
                block(shown, "```\nurl = ") + "header = \"Authorization: Bearer t0k\"\n");
        script = Files.writeString(folder.resolve("notify-by-opencoc"), block(shown, "```sh\n#!/bin/sh"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatAServiceSaysArrives() throws Exception {
        run(
                0,
                Map.of(
                        "NAGIOS_NOTIFICATIONTYPE", "PROBLEM",
                        "NAGIOS_HOSTNAME", "web-1",
                        "NAGIOS_HOSTSTATE", "UP",
                        "NAGIOS_SERVICEDESC", "disk",
                        "NAGIOS_SERVICESTATE", "CRITICAL",
                        "NAGIOS_SERVICEOUTPUT", "磁盘 full: 98%",
                        "NAGIOS_LASTSERVICESTATECHANGE", "1795400100",
                        "NAGIOS_SERVICEPROBLEMID", "7",
                        "NAGIOS_USER20", "not to be sent"));
        Received request = next();
        assertEquals("/hooks/k3y", request.path);
        assertEquals("Bearer t0k", request.authorization);
        assertEquals(Requests.FORM, request.type);
        AlarmEvent a = Requests.only(Requests.form(request.body));
        assertEquals("disk", a.name());
        assertEquals("web-1|disk", a.fingerprint());
        assertEquals("磁盘 full: 98%", a.description());
        assertEquals("7", a.alarmId());
        assertTrue(!request.body.contains("sent"), request.body);
    }

    @Test
    void whatAHostSaysArrives() throws Exception {
        run(
                0,
                Map.of(
                        "NAGIOS_NOTIFICATIONTYPE", "RECOVERY",
                        "NAGIOS_HOSTNAME", "web-1",
                        "NAGIOS_HOSTSTATE", "UP",
                        "NAGIOS_LASTHOSTSTATE", "DOWN",
                        "NAGIOS_HOSTOUTPUT", "PING OK"));
        AlarmEvent a = Requests.only(Requests.form(next().body));
        assertEquals("Host check", a.name());
        assertEquals(AlarmStatus.OK, a.status());
        assertEquals("PING OK", a.description());
    }

    @Test
    void hostileTextsArriveAsTheyAreAndRunNothing() throws Exception {
        List<Path> before = files();
        for (String evil : List.of(
                "$(touch pwned)",
                "`touch pwned`",
                "'; touch pwned; '",
                "\"; touch pwned; \"",
                "$(touch pwned)\ntouch pwned\n",
                "@/etc/passwd",
                "=@/etc/passwd",
                "-o pwned",
                "--output=pwned",
                "&state=OK&host=other",
                "${HOME} $NAGIOS_HOSTNAME $0 \\ \\n %41 + *",
                "| touch pwned > pwned < /dev/null &",
                "<script>alert(1)</script>\u0007\t🔥",
                "x".repeat(100_000))) {
            run(
                    0,
                    Map.of(
                            "NAGIOS_NOTIFICATIONTYPE", "PROBLEM",
                            "NAGIOS_HOSTNAME", evil,
                            "NAGIOS_SERVICEDESC", evil,
                            "NAGIOS_SERVICESTATE", "CRITICAL",
                            "NAGIOS_SERVICEOUTPUT", evil,
                            "NAGIOS_SERVICENOTESURL", evil));
            AlarmEvent a = Requests.only(Requests.form(next().body));
            assertEquals(evil, a.name());
            assertEquals(evil, a.resourceName());
            assertEquals(evil, a.description());
            assertEquals(evil, a.url());
            assertEquals("CRITICAL", a.additional().get("state"));
            assertEquals(before, files(), evil);
        }
    }

    @Test
    void aRefusalShowsInTheExitStatus() throws Exception {
        status = 401;
        run(22, Map.of("NAGIOS_NOTIFICATIONTYPE", "PROBLEM", "NAGIOS_HOSTNAME", "h"));
    }

    @Test
    void withoutMacrosItSaysWhatIsMissing() throws Exception {
        assertTrue(run(3, Map.of()).contains("set enable_environment_macros=1"));
        assertEquals(0, received.size());
    }

    private String run(int exit, Map<String, String> macros) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString(), file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        String path = String.valueOf(System.getenv("PATH"));
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("NO_PROXY", "127.0.0.1");
        builder.environment().putAll(macros);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(exit, process.exitValue(), said);
        return said;
    }

    private Received next() throws InterruptedException {
        Received request = received.poll(10, TimeUnit.SECONDS);
        assertNotNull(request, "nothing arrived");
        return request;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    /** The fenced code that starts so. */
    private static String block(String text, String start) {
        int from = text.indexOf('\n', text.indexOf(start)) + 1;
        return text.substring(from, text.indexOf("```\n", from));
    }

    private static boolean isThere(String program) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
