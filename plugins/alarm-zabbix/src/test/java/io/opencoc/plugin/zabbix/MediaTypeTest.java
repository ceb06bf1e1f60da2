package io.opencoc.plugin.zabbix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonText;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the instructions, and its script where a JavaScript engine is at hand. */
class MediaTypeTest {
    private static final URI URL = URI.create("https://coc.example.com/hooks/k3y");

    @Test
    void theInstructionsHoldTheWholeFile() {
        String file = MediaType.of(URL.toString());
        String shown =
                Requests.SOURCE.instructions(new IntegrationPoint(URL, "k3y")).zh();
        assertTrue(shown.contains("\n```yaml\n" + file + "```\n"), shown);
        assertTrue(file.contains("        - name: URL\n          value: '" + URL + "'\n"), file);
        assertTrue(file.contains("      script: |\n        var params = JSON.parse(value),\n"), file);
        assertTrue(file.lines().noneMatch(line -> line.contains("@") || line.contains("\t")), file);
        assertEquals(3, file.split("operation_mode: ", -1).length - 1);
    }

    @Test
    void theScriptPostsTheMacrosThatTheSourceReads(@TempDir Path folder) throws Exception {
        assumeTrue(hasNode(), "no JavaScript engine here");
        String params = parameters(Map.of(
                "{EVENT.ID}", "21243",
                "{EVENT.NAME}", "Disk \"/\" is full\n'; drop",
                "{EVENT.NSEVERITY}", "5",
                "{EVENT.VALUE}", "1",
                "{EVENT.UPDATE.STATUS}", "0",
                "{EVENT.TAGSJSON}", "[{\"tag\":\"service\",\"value\":\"shop\"}]",
                "{HOST.NAME}", "web-1"));
        List<String> said = run(folder, params, 200);
        assertEquals("OK", said.get(0));
        assertEquals(URL.toString(), said.get(1));
        assertEquals("Content-Type: application/json,Authorization: Bearer t0k", said.get(2));
        AlarmEvent a = Requests.only(Requests.post(said.get(3)));
        assertEquals("Disk \"/\" is full\n'; drop", a.name());
        assertEquals("shop", a.application());
        assertEquals("web-1", a.resourceName());
        assertEquals("21243", a.fingerprint());
        assertEquals(Map.of("tags.service", "shop"), a.additional());
        assertTrue(!a.raw().contains("k3y") && !a.raw().contains("t0k"), "neither address nor token is in the body");

        assertTrue(run(folder, params, 401).get(0).startsWith("threw OpenCOC answered 401: "), "it says why");
    }

    /** The parameters as Zabbix hands them over: macros without a value stay as they are. */
    private static String parameters(Map<String, String> macros) {
        Matcher line = Pattern.compile("- name: (\\w+)\n +value: '([^\n]*)'\n").matcher(MediaType.of(URL.toString()));
        StringBuilder json = new StringBuilder("{\"token\":\"t0k\"");
        while (line.find()) {
            if (!line.group(1).equals("token")) {
                String value = line.group(2);
                json.append(',').append(JsonText.quoted(line.group(1))).append(':');
                json.append(JsonText.quoted(macros.getOrDefault(value, value)));
            }
        }
        return json.append('}').toString();
    }

    private static List<String> run(Path folder, String params, int status) throws Exception {
        String js = """
                var sent = {headers: []};
                function HttpRequest() {}
                HttpRequest.prototype = {
                    addHeader: function (h) { sent.headers.push(h); },
                    setProxy: function () {},
                    post: function (url, body) { sent.url = url; sent.body = body; return 'no'; },
                    getStatus: function () { return %d; }
                };
                function script(value) {
                %s
                }
                var result;
                try { result = script(%s); } catch (e) { result = 'threw ' + e; }
                console.log(result + '\\n' + sent.url + '\\n' + sent.headers.join(',') + '\\n' + sent.body);
                """.formatted(status, MediaType.SCRIPT, JsonText.quoted(params));
        Path file = Files.writeString(folder.resolve("run.js"), js);
        Process node = new ProcessBuilder("node", file.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(node.getInputStream().readAllBytes(), UTF_8);
        assertTrue(node.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, node.exitValue(), out);
        return out.lines().toList();
    }

    private static boolean hasNode() {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
