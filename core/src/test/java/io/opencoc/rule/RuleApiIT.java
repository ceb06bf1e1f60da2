package io.opencoc.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.engineer.EngineerModule;
import io.opencoc.integration.IntegrationModule;
import io.opencoc.integration.TestSources;
import io.opencoc.kernel.TestServer;
import io.opencoc.kernel.TestServer.Answer;
import io.opencoc.kernel.TestServer.Client;
import io.opencoc.kernel.json.Json;
import io.opencoc.project.Placement;
import io.opencoc.project.ProjectModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RuleApiIT {
    static TestServer server;
    static Client client;

    @BeforeAll
    static void start() {
        server = TestServer.with(kernel -> {
            EngineerModule engineers = EngineerModule.create(kernel);
            TestSources sources = new TestSources();
            Placement placement = ProjectModule.create(kernel).placement();
            IntegrationModule integrations = IntegrationModule.create(kernel, placement, sources);
            RuleModule.create(kernel, placement, engineers.service(), integrations.service(), sources);
        });
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Answer create(String json) {
        Answer created = client.post("/forwarding-rules", json);
        assertEquals(201, created.status(), created.body());
        return created;
    }

    static String id(Answer answer) {
        return answer.json().get("id").asString();
    }

    static String engineer(Client of, String name) {
        return id(of.post("/engineers", "{\"name\":\"" + name + "\"}"));
    }

    @Test
    void isCreatedFoundChangedAndDeleted() {
        String engineer = engineer(client, "Grace");
        String integration = id(client.post("/integrations", "{\"source\":\"prometheus\",\"name\":\"For rules\"}"));
        String conditions =
                "{\"join\":\"and\",\"items\":[{\"key\":\"alarmLevel\",\"operator\":\"in\",\"values\":[\"critical\",\"major\"]},{\"key\":\"additional.team\",\"operator\":\"regex\",\"value\":\"^web\"}]}";
        Answer created = create("""
                {"name":" Web ","description":"d","application":"shop","enabled":false,"priority":5,"triggerType":"incident",
                 "sources":["prometheus"],"integrationIds":["%s"],"conditions":%s,"levels":{"minor":"none","critical":"P2"},
                 "groupBy":["alarmName","additional.team"],"assignment":{"type":"individual","engineerId":"%s","notify":false}}
                """.formatted(integration, conditions, engineer));
        JsonNode rule = created.json();
        assertEquals("Web", rule.get("name").asString());
        assertFalse(rule.get("enabled").asBoolean());
        assertEquals(5, rule.get("priority").asInt());
        assertEquals(Json.tree(conditions), rule.get("conditions"));
        assertEquals(
                Json.tree("{\"critical\":\"P2\",\"major\":\"P2\",\"minor\":\"none\",\"suggestion\":\"P4\"}"),
                rule.get("levels"));
        assertEquals(
                Json.tree("{\"type\":\"individual\",\"engineer\":{\"id\":\"%s\",\"name\":\"Grace\"},\"notify\":false}"
                        .formatted(engineer)),
                rule.get("assignment"));
        assertEquals(0, rule.get("hits").asInt(-1));
        String path = "/forwarding-rules/" + id(created);
        assertEquals(rule, client.get(path).json());
        assertEquals(
                List.of("Web"),
                names(client.get("/forwarding-rules?q=wEB&enabled=false&triggerType=incident&sort=-updatedAt")));
        assertEquals(List.of(), names(client.get("/forwarding-rules?q=wEB&triggerType=alarm")));
        assertEquals(List.of(), names(client.get("/forwarding-rules?q=wEB&enabled=true")));

        Answer changed = client.put(path, "{\"name\":\"All\",\"triggerType\":\"alarm\",\"groupBy\":[]}");
        assertEquals(200, changed.status(), changed.body());
        assertEquals("alarm", changed.json().get("triggerType").asString());
        assertEquals(5, changed.json().get("priority").asInt(), "stays when it is left out");
        assertFalse(changed.json().get("enabled").asBoolean(), "stays when it is left out");
        assertEquals(rule.get("createdAt"), changed.json().get("createdAt"));
        for (String gone : List.of("description", "application", "conditions", "assignment")) {
            assertFalse(changed.json().has(gone), gone);
        }
        assertEquals(0, changed.json().get("groupBy").size());
        assertTrue(client.post(path + "/enable", null).json().get("enabled").asBoolean());
        assertFalse(client.post(path + "/disable", null).json().get("enabled").asBoolean());

        assertEquals(204, client.delete(path).status());
        for (Answer gone : List.of(
                client.get(path),
                client.delete(path),
                client.put(path, "{\"name\":\"x\"}"),
                client.post(path + "/enable", null),
                client.post(path + "/copy", null))) {
            assertEquals(404, gone.status(), gone.body());
        }
    }

    static List<String> names(Answer page) {
        assertEquals(200, page.status(), page.body());
        return page.json()
                .get("items")
                .valueStream()
                .map(i -> i.get("name").asString())
                .toList();
    }

    @Test
    void defaultsAreThoseOfTheContract() {
        create("{\"name\":\"Last yet\",\"priority\":1000}");
        JsonNode rule = create("{\"name\":\"Defaults\"}").json();
        assertTrue(rule.get("enabled").asBoolean());
        assertTrue(rule.get("priority").asInt() > 1000, "at the end");
        assertEquals("incident", rule.get("triggerType").asString());
        assertEquals(
                Json.tree("{\"critical\":\"P1\",\"major\":\"P2\",\"minor\":\"P3\",\"suggestion\":\"P4\"}"),
                rule.get("levels"));
        assertEquals(Json.tree("[\"alarmId\"]"), rule.get("groupBy"));
        assertEquals(Json.tree("[]"), rule.get("sources"));
        assertFalse(rule.has("conditions") || rule.has("assignment"));
    }

    @Test
    void badInputNamesTheField() {
        assertFields("{}", "name");
        assertFields("{\"name\":\"\\t\"}", "name");
        assertFields("{\"name\":\"a\\u0000b\"}", "name");
        assertFields("{\"name\":\"n\",\"colour\":1}", "colour");
        assertFields("{\"name\":\"n\",\"priority\":0}", "priority");
        assertFields("{\"name\":\"n\",\"priority\":\"1\"}", "priority");
        assertFields("{\"name\":\"n\",\"triggerType\":\"mail\"}", "triggerType");
        assertFields("{\"name\":\"n\",\"sources\":[\"prometheus\",\"nagios\"]}", "sources[1]");
        assertFields("{\"name\":\"n\",\"integrationIds\":[\"1\"]}", "integrationIds[0]");
        assertFields(
                "{\"name\":\"n\",\"integrationIds\":[\"00000000-0000-0000-0000-000000000001\"]}", "integrationIds[0]");
        assertFields("{\"name\":\"n\",\"levels\":{\"fatal\":\"P1\"}}", "levels.fatal");
        assertFields("{\"name\":\"n\",\"levels\":{\"critical\":\"P9\"}}", "levels.critical");
        assertFields("{\"name\":\"n\",\"groupBy\":[\"time\"]}", "groupBy[0]");
        assertFields("{\"name\":\"n\",\"assignment\":{\"type\":\"individual\"}}", "assignment.engineerId");
        assertFields("{\"name\":\"n\",\"assignment\":{\"type\":\"shift\"}}", "assignment.type");
        assertFields(
                "{\"name\":\"n\",\"assignment\":{\"type\":\"individual\",\"engineerId\":\"00000000-0000-0000-0000-000000000001\"}}",
                "assignment.engineerId");
        String item = "{\"name\":\"n\",\"conditions\":{\"join\":\"or\",\"items\":[%s]}}";
        assertFields(
                item.formatted("{\"key\":\"alarmName\",\"operator\":\"regex\",\"value\":\"[a-\"}"),
                "conditions.items[0].value");
        assertFields(item.formatted("{\"key\":\"alarmName\",\"operator\":\"equals\"}"), "conditions.items[0].value");
        assertFields(
                item.formatted("{\"key\":\"alarmLevel\",\"operator\":\"equals\",\"value\":\"bad\"}"),
                "conditions.items[0].value");
        create("{\"name\":\"Taken\"}");
        assertFields("{\"name\":\"Taken\"}", "name");
        assertEquals(
                List.of("last"),
                client.post("/forwarding-rules/try", "{\"rule\":{\"name\":\"n\"},\"last\":1001}")
                        .fields());
    }

    static void assertFields(String json, String... fields) {
        Answer answer = client.post("/forwarding-rules", json);
        assertEquals(400, answer.status(), json + " " + answer.body());
        assertEquals(List.of(fields), answer.fields().stream().distinct().toList(), () -> json + " " + answer.body());
    }

    @Test
    void aBrokenConditionIsNamedOnce() {
        String rule = "{\"name\":\"n\",\"conditions\":%s}";
        assertFields(rule.formatted("[]"), "conditions");
        assertFields(rule.formatted("{}"), "conditions.key", "conditions.operator");
        assertFields(
                rule.formatted("{\"key\":\"alarmName\",\"operator\":\"like\",\"value\":\"x\"}"), "conditions.operator");
        assertFields(
                rule.formatted(
                        "{\"join\":\"or\",\"items\":[{\"join\":\"and\",\"items\":[{\"key\":\"URL\",\"operator\":\"equals\",\"value\":1}]}]}"),
                "conditions.items[0].items[0].value");
        assertFields(
                rule.formatted("{\"key\":\"URL\",\"operator\":\"equals\",\"value\":\"\\u0000\"}"), "conditions.value");
    }

    @Test
    void aHugeConditionIsRefused() {
        String leaf = "{\"key\":\"URL\",\"operator\":\"equals\",\"value\":\"1\"}";
        String group = "{\"join\":\"or\",\"items\":[" + String.join(",", Collections.nCopies(50, leaf)) + "]}";
        String groups = "{\"join\":\"or\",\"items\":[" + String.join(",", Collections.nCopies(50, group)) + "]}";
        Answer answer = client.post(
                "/forwarding-rules",
                "{\"name\":\"n\",\"conditions\":{\"join\":\"or\",\"items\":["
                        + String.join(",", Collections.nCopies(5, groups)) + "]}}");
        assertEquals(List.of("conditions"), answer.fields());
        assertTrue(answer.body().contains("more than 200 comparisons"), answer.body());
    }

    @Test
    void copiesAreDisabledAndHaveNamesOfTheirOwn() throws Exception {
        Answer rule = create("{\"name\":\"%s\",\"conditions\":{\"key\":\"URL\",\"operator\":\"equals\",\"value\":\"\"}}"
                .formatted("n".repeat(98)));
        List<Answer> copies = atOnce(4, () -> client.post("/forwarding-rules/" + id(rule) + "/copy", null));
        copies.forEach(c -> assertEquals(201, c.status(), c.body()));
        assertEquals(
                4,
                copies.stream()
                        .map(c -> c.json().get("name").asString())
                        .collect(Collectors.toSet())
                        .size());
        JsonNode copy = copies.getFirst().json();
        assertFalse(copy.get("enabled").asBoolean());
        assertEquals(rule.json().get("conditions"), copy.get("conditions"));
        assertTrue(copy.get("priority").asInt() > rule.json().get("priority").asInt());
        assertEquals(
                List.of("a (copy)", "a (copy 2)"),
                List.of(RuleService.freeName("a", List.of()), RuleService.freeName("a", List.of("a (copy)"))));
    }

    static List<Answer> atOnce(int n, Callable<Answer> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(n)) {
            List<Answer> out = new ArrayList<>();
            for (Future<Answer> f :
                    threads.invokeAll(IntStream.range(0, n).mapToObj(i -> call).toList())) {
                out.add(f.get());
            }
            return out;
        }
    }

    @Test
    void aRepeatedCreationGivesTheFirst() throws Exception {
        List<Answer> answers = atOnce(
                10, () -> client.post("/forwarding-rules", "{\"name\":\"Once\"}", "Idempotency-Key", "rule-0001"));
        answers.forEach(a -> assertEquals(201, a.status(), a.body()));
        assertEquals(
                1,
                answers.stream().map(Answer::json).collect(Collectors.toSet()).size());
    }

    @Test
    void anEngineerStaysWhileAnEnabledRuleNamesThem() {
        String engineer = engineer(client, "Linus");
        String assignment = "\"assignment\":{\"type\":\"individual\",\"engineerId\":\"" + engineer + "\"}";
        String path = "/forwarding-rules/" + id(create("{\"name\":\"Theirs\"," + assignment + "}"));
        Answer refused = client.delete("/engineers/" + engineer);
        assertEquals(409, refused.status());
        assertTrue(refused.body().contains("1 enabled forwarding rule assigns"), refused.body());
        client.post(path + "/disable", null);
        assertEquals(204, client.delete("/engineers/" + engineer).status());

        JsonNode left = client.get(path).json();
        assertEquals(Json.tree("{\"type\":\"individual\",\"notify\":true}"), left.get("assignment"));
        Answer enable = client.post(path + "/enable", null);
        assertEquals(409, enable.status(), enable.body());
        assertEquals(200, client.put(path, "{\"name\":\"Theirs\"}").status());
        assertEquals(200, client.post(path + "/enable", null).status());
    }

    @Test
    void whatARuleNamedBeforeMayHaveGone() {
        String integration = id(client.post("/integrations", "{\"source\":\"prometheus\",\"name\":\"Goes\"}"));
        String body = "{\"name\":\"Keeps\",\"integrationIds\":[\"" + integration + "\"]}";
        String path = "/forwarding-rules/" + id(create(body));
        client.delete("/integrations/" + integration);
        assertEquals(200, client.put(path, body).status());
        assertEquals(
                List.of("integrationIds[0]"),
                client.post("/forwarding-rules", body.replace("Keeps", "New")).fields());
    }

    @Test
    void isGuardedAndKeptApart() {
        assertEquals(401, server.anonymous().get("/forwarding-rules").status());
        Client reader = server.signIn("default", "reader");
        String engineer = engineer(client, "Mine");
        String integration = id(client.post("/integrations", "{\"source\":\"prometheus\",\"name\":\"Apart\"}"));
        String path = "/forwarding-rules/" + id(create("{\"name\":\"Mine\"}"));
        assertEquals(200, reader.get(path).status());
        assertEquals(403, reader.post("/forwarding-rules", "{\"name\":\"x\"}").status());
        assertEquals(403, reader.put(path, "{\"name\":\"x\"}").status());
        for (String action : List.of("/enable", "/disable", "/copy")) {
            assertEquals(403, reader.post(path + action, null).status());
        }
        assertEquals(
                403,
                reader.post("/forwarding-rules/try", "{\"rule\":{\"name\":\"x\"}}")
                        .status());
        assertEquals(403, reader.delete(path).status());

        Client other = server.signIn("other", "admin");
        assertEquals(0, other.get("/forwarding-rules").json().get("total").asInt());
        for (Answer theirs : List.of(
                other.get(path),
                other.put(path, "{\"name\":\"x\"}"),
                other.post(path + "/enable", null),
                other.post(path + "/copy", null),
                other.delete(path))) {
            assertEquals(404, theirs.status());
        }
        assertEquals(
                List.of("integrationIds[0]", "assignment.engineerId"),
                other.post(
                                "/forwarding-rules",
                                "{\"name\":\"x\",\"integrationIds\":[\"%s\"],\"assignment\":{\"type\":\"individual\",\"engineerId\":\"%s\"}}"
                                        .formatted(integration, engineer))
                        .fields());
        assertEquals(201, other.post("/forwarding-rules", "{\"name\":\"Mine\"}").status());
    }
}
