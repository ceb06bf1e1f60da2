package io.opencoc.plugin.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmEvent;
import io.opencoc.api.BadPayloadException;
import io.opencoc.api.ParsedRequest;
import io.opencoc.api.contract.RecordedRequest;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookProblemsTest {
    private static final Map<String, String> NONE = Map.of();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "name=a.b ~ {\"c\":1,\"x.y\":2} ~ it has no name: nothing is where the setting 'name' says; the alarm has c, [\"x.y\"]",
                "x=y ~ {\"c\":1} ~ it has no name: nothing is where the setting 'name' would look (title, name, alertname, alert_name, alertName, …); the alarm has c",
                "x=y ~ {} ~ it has no name: nothing is where the setting 'name' would look (title, name, alertname, alert_name, alertName, …); the alarm has nothing",
                "fingerprint=id ~ {\"title\":\"x\"} ~ it has no fingerprint: nothing is where the setting 'fingerprint' says; the alarm has title",
                "alarms=a.b ~ {\"c\":[]} ~ setting 'alarms': nothing is there; the body has c",
                "alarms=a ~ [1] ~ setting 'alarms': nothing is there; the body is an array",
                "alarms=a ~ {\"a\":\"x\"} ~ a: it is a text, not an object",
                "alarms=a ~ {\"a\":[7,{\"title\":\"\"}]} ~ 2 errors: a[0]: it is a number, not an object; a[1]: it has no name: nothing is where the setting 'name' would look (title, name, alertname, alert_name, alertName, …); the alarm has title",
                "x=y ~ [7] ~ [0]: it is a number, not an object",
                "level=s ~ {\"title\":\"x\",\"s\":{\"a\":1}} ~ setting 'level': what is there is an object, not a single value: \"{\\\"a\\\":1}\"",
                "startsAt=t ~ {\"title\":\"x\",\"t\":\"noon\"} ~ setting 'startsAt': \"noon\" is not a time of the years 1970 to 9999: RFC 3339, or seconds or milliseconds since 1970",
                "x=y ~ {\"title\":\"x\",\"status\":true} ~ the status is true, which may mean either: say it in the setting 'statuses', as true=ALARM, false=OK",
                "x=y ~ {\"title\":\"x\",\"status\":\"ok\",\"startsAt\":200,\"endsAt\":100} ~ it ends at 1970-01-01T00:01:40Z, before it starts at 1970-01-01T00:03:20Z",
                "x=y ~ 7 ~ the body is a number; alarms are sent as a JSON object or as an array of objects",
                "x=y ~ {\"a\": ~ line 1, column 6:",
            })
    void saysWhatIsWrong(String setting, String body, String problem) {
        String[] nameAndText = setting.split("=");
        String message = Requests.refusal(Map.of(nameAndText[0], nameAndText[1]), body);
        assertEquals(problem, problem.endsWith("6:") ? message.substring(0, problem.length()) : message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "application/x-www-form-urlencoded ~ title=x&a=b ~ a form",
                "multipart/form-data; boundary=x ~ --x ~ a form",
                "text/plain ~ disk full ~ plain text",
                "text/xml; charset=utf-8 ~ <a/> ~ XML",
                "application/octet-stream ~ x ~ something else",
            })
    void otherBodiesAreRefusedByWhatTheyAre(String type, String body, String what) {
        BadPayloadException e =
                Requests.refusal(Requests.WEBHOOK, Requests.request("", body).with("Content-Type", type));
        assertEquals(
                "the body must be JSON but is " + what + " (Content-Type \"" + type.split(";")[0]
                        + "\"): let the sender send JSON with Content-Type application/json",
                e.getMessage());
    }

    @Test
    void jsonIsReadWhateverItIsSaidToBe() throws Exception {
        for (String type :
                new String[] {"text/plain", "application/x-www-form-urlencoded", "", "application/octet-stream"}) {
            RecordedRequest request =
                    Requests.request("", "\uFEFF \n{\"title\":\"x\"}").with("Content-Type", type);
            assertEquals("x", Requests.only(Requests.WEBHOOK.parse(request)).name());
        }
    }

    @Test
    void aBadAlarmLeavesTheOthersAlone() throws Exception {
        ParsedRequest parsed =
                Requests.webhook(NONE, "{\"alerts\":[{\"title\":\"x\"},{\"title\":7},{\"x\":\"\\u0001\"},null]}");
        assertEquals(
                List.of("x", "7"),
                parsed.alarms().stream().map(AlarmEvent::name).toList());
        assertEquals(2, parsed.problems().size());
        assertTrue(parsed.problems().get(0).startsWith("alerts[2]: it has no name"));
        assertEquals("alerts[3]: it is null, not an object", parsed.problems().get(1));
        assertEquals(200, parsed.accepted().status());
        assertTrue(parsed.accepted().body().startsWith("{\"accepted\":2,\"problems\":[\"alerts[2]: "));
    }

    @Test
    void otherPathsAndMethodsAreRefused() {
        BadPayloadException e = Requests.refusal(Requests.WEBHOOK, Requests.request("/else", "{}"));
        assertEquals(404, Objects.requireNonNull(e.answer()).status());
        RecordedRequest post = Requests.request("", "{}");
        RecordedRequest get = new RecordedRequest(
                "GET", "", Map.of(), Map.of(), Map.of(), new byte[0], post.receivedAt(), JacksonJsonReader::new);
        assertEquals(
                405,
                Objects.requireNonNull(Requests.refusal(Requests.WEBHOOK, get).answer())
                        .status());
    }

    @Test
    void whatIsHugeIsRefusedOrCut() throws Exception {
        String tooMany = "[" + "0,".repeat(TreeReader.MAX_VALUES) + "0]";
        assertTrue(Requests.refusal(NONE, tooMany).contains("more than 400000 values in one request"));
        String batch = IntStream.range(0, 10_001).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));
        assertEquals("more than 10000 alarms in one request", Requests.refusal(NONE, batch));
        String bad = IntStream.range(0, 5000).mapToObj(i -> "{}").collect(Collectors.joining(",", "[", "]"));
        String message = Requests.refusal(NONE, bad);
        assertTrue(message.startsWith("5000 errors: [0]: ") && message.endsWith("; …"), message);
        assertTrue(message.length() < 6000, "" + message.length());
        String wide =
                IntStream.range(0, 100_000).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
        AlarmEvent a = Requests.alarm(NONE, "{\"title\":\"x\"," + wide + "}");
        assertEquals(Additional.MAX_ENTRIES, a.additional().size());
        assertTrue(Requests.refusal(NONE, "{" + wide + "}").length() < 600);
        String deep = "{\"title\":\"x\",\"a\":" + "[".repeat(60) + "]".repeat(60) + "}";
        assertEquals("x", Requests.alarm(NONE, deep).name());
    }

    @Test
    void hostileTextsStayTexts() throws Exception {
        String html = "<img src=x onerror=alert(1)>";
        AlarmEvent a =
                Requests.alarm(Map.of("name", "${title}"), "{\"title\":\"" + html + " ${host} $.x\",\"host\":\"h\"}");
        assertEquals(html + " ${host} $.x", a.name(), "what is sent is never read as a template");
        for (String name : new String[] {"a\\u0000b", "\\ud800", "a\\nb", "\\u202e"}) {
            String message = Requests.refusal(NONE, "{\"" + name + "\":1}");
            assertTrue(message.chars().noneMatch(c -> c < ' '), message);
            assertTrue(UTF_8.newEncoder().canEncode(message), message);
        }
    }
}
