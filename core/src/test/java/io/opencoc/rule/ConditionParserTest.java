package io.opencoc.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.http.Problem.FieldError;
import io.opencoc.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionParserTest {

    static List<FieldError> errors(String json) {
        List<FieldError> errors = new ArrayList<>();
        Condition condition = ConditionParser.parse(Json.tree(json), "conditions", errors);
        assertEquals(errors.isEmpty(), condition != null);
        return errors;
    }

    static String group(String... items) {
        return "{\"join\":\"and\",\"items\":[" + String.join(",", items) + "]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"key":"alarmName","operator":"equals"}                                  | conditions.value             | is missing
            {"key":"alarmName","operator":"in"}                                      | conditions.values            | is missing
            {"key":"alarmName","operator":"in","value":"a","values":["a"]}           | conditions.value             | does not go with the operator in
            {"key":"alarmName","operator":"equals","value":"a","values":["a"]}       | conditions.values            | does not go with the operator equals
            {"key":"alarmName","operator":"in","values":[]}                          | conditions.values            | must be 1 to 200 texts
            {"key":"alarmName","operator":"in","values":["a",1]}                     | conditions.values[1]         | must be a text
            {"key":"alarmName","operator":"equals","value":1}                        | conditions.value             | must be a text
            {"key":"alarmName","operator":"equals","value":null}                     | conditions.value             | must be a text
            {"key":"alarmName","operator":"like","value":"a"}                        | conditions.operator          | must be one of equals, notEquals, contains, notContains, in, regex
            {"key":"alarmName","operator":"NOT_EQUALS","value":"a"}                  | conditions.operator          | must be one of
            {"key":"alarmName","value":"a"}                                          | conditions.operator          | is missing
            {"operator":"equals","value":"a"}                                        | conditions.key               | is missing
            {"key":"colour","operator":"equals","value":"a"}                         | conditions.key               | is not a key of alarms
            {"key":"additional.","operator":"equals","value":"a"}                    | conditions.key               | is not a key of alarms
            {"key":"alarmName","operator":"equals","value":"a","x":1}                | conditions.x                 | is not a field of a condition
            {"key":"alarmName","operator":"contains","value":""}                     | conditions.value             | must not be empty
            {"key":"alarmName","operator":"notContains","value":""}                  | conditions.value             | must not be empty
            {"key":"alarmName","operator":"regex","value":""}                        | conditions.value             | must not be empty
            {"key":"alarmName","operator":"regex","value":"[a-"}                     | conditions.value             | missing closing ]: [a-
            {"key":"alarmName","operator":"regex","value":"(x)\\\\1"}                | conditions.value             | invalid escape sequence
            {"key":"alarmName","operator":"regex","value":"(a{1000}){1000}"}         | conditions.value             | repeats too much
            {"key":"alarmLevel","operator":"equals","value":"fatal"}                 | conditions.value             | must be one of critical, major, minor, suggestion
            {"key":"alarmLevel","operator":"in","values":["major","fatal"]}          | conditions.values[1]         | must be one of critical
            {"key":"alarmStatus","operator":"notEquals","value":"resolved"}          | conditions.value             | must be one of alarm, ok
            {"join":"and","items":[]}                                                | conditions.items             | must be 1 to 50 conditions
            {"join":"and"}                                                           | conditions.items             | must be 1 to 50 conditions
            {"join":"xor","items":[{"key":"region","operator":"equals","value":""}]} | conditions.join              | must be one of and, or
            {"items":[{"key":"region","operator":"equals","value":""}]}              | conditions.join              | is missing
            {"join":"or","items":[{"key":"region","operator":"equals"}]}             | conditions.items[0].value    | is missing
            {"join":"or","items":["x"]}                                              | conditions.items[0]          | must be an object
            []                                                                       | conditions                   | must be an object
            """)
    void namesThePlaceAndTheReason(String json, String field, String message) {
        List<FieldError> errors = errors(json);
        assertEquals(List.of(field), errors.stream().map(FieldError::field).toList(), () -> errors.toString());
        assertTrue(errors.getFirst().message().contains(message), () -> errors.toString());
    }

    @Test
    void namesEveryPlace() {
        assertEquals(
                List.of("conditions.items[0].value", "conditions.items[2].items[1].key"),
                errors(group(
                                "{\"key\":\"region\",\"operator\":\"regex\",\"value\":\"(\"}",
                                "{\"key\":\"region\",\"operator\":\"equals\",\"value\":\"eu\"}",
                                group(
                                        "{\"key\":\"URL\",\"operator\":\"equals\",\"value\":\"\"}",
                                        "{\"key\":\"url\",\"operator\":\"equals\",\"value\":\"\"}")))
                        .stream()
                        .map(FieldError::field)
                        .toList());
    }

    @Test
    void goesFiveGroupsDeepAndNotSix() {
        String five = "{\"key\":\"region\",\"operator\":\"equals\",\"value\":\"eu\"}";
        for (int i = 0; i < 5; i++) {
            five = group(five);
        }
        assertEquals(List.of(), errors(five));
        assertEquals(
                "conditions.items[0].items[0].items[0].items[0].items[0]",
                errors(group(five)).getFirst().field());
    }

    @Test
    void countsComparisonsAndSizes() {
        String fifty = group(IntStream.range(0, 50)
                .mapToObj(i -> "{\"key\":\"region\",\"operator\":\"equals\",\"value\":\"%d\"}".formatted(i))
                .toArray(String[]::new));
        assertEquals(List.of(), errors(group(fifty, fifty, fifty, fifty)));
        assertEquals(
                "has more than 200 comparisons",
                errors(group(fifty, fifty, fifty, fifty, "{\"key\":\"URL\",\"operator\":\"equals\",\"value\":\"\"}"))
                        .getFirst()
                        .message());
        String large = "{\"key\":\"region\",\"operator\":\"regex\",\"value\":\"(abc){150}\"}";
        assertEquals(List.of(), errors(group(large, large)));
        assertEquals("conditions", errors(group(large, large, large)).getFirst().field());
        String values = IntStream.range(0, 201).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        assertEquals(
                "conditions.values",
                errors("{\"key\":\"region\",\"operator\":\"in\",\"values\":[" + values + "]}")
                        .getFirst()
                        .field());
        assertEquals(
                "is longer than 1000 characters",
                errors("{\"key\":\"region\",\"operator\":\"equals\",\"value\":\"" + "x".repeat(1001) + "\"}")
                        .getFirst()
                        .message());
    }

    @Test
    void writesWhatItRead() {
        String json = group(
                "{\"key\":\"alarmName\",\"operator\":\"in\",\"values\":[\"a\",\"b\"]}",
                "{\"join\":\"or\",\"items\":[{\"key\":\"additional.x y\",\"operator\":\"notContains\",\"value\":\"z\"}]}");
        List<FieldError> errors = new ArrayList<>();
        Condition condition = ConditionParser.parse(Json.tree(json), "conditions", errors);
        assertNotNull(condition);
        assertEquals(Json.tree(json), Json.tree(Json.write(condition)));
        assertNull(ConditionParser.parse(Json.tree("1"), "conditions", errors));
    }
}
