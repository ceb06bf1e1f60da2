package io.opencoc.plugin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opencoc.api.BadPayloadException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static final String BODY = """
            {"cluster":"c1","a":{"b":[{"c":"deep"},[1,2.50]],"n":null,"blank":" "},"labels":{"x.y":"dotted","":"nameless","主机":"web-1"},
             "title":"Disk","host":"web-1","flag":true,"big":12345678901234567890}""";

    private static @Nullable String find(String expression) throws BadPayloadException {
        Node root = Requests.tree(BODY);
        Node found = ExpressionParser.parse("name", expression).find(root, root, false);
        return found == null ? null : JsonText.plain(found, 1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "title ~ Disk",
                "  title   ~ Disk",
                "$.title ~ Disk",
                "a.b[0].c ~ deep",
                "a[\"b\"][0]['c'] ~ deep",
                "a.b[1][1] ~ 2.50",
                "a.b[1] ~ [1,2.50]",
                "a.b[0] ~ {\"c\":\"deep\"}",
                "labels[\"x.y\"] ~ dotted",
                "labels[\"\"] ~ nameless",
                "labels.主机 ~ web-1",
                "labels[\"\\u4e3b机\"] ~ web-1",
                "flag ~ true",
                "big ~ 12345678901234567890",
                "nothing | a.n | a.blank | title ~ Disk",
                "nothing | \"a text\" ~ a text",
                "\"say \\\"hi\\\"\\n\" ~ `say \"hi\"\n`",
                "${host}: ${title} ~ web-1: Disk",
                "${ nothing | host }/${a.b[0].c} ~ web-1/deep",
                "${nothing}: ${title} ~ `: Disk`",
                "${nothing|\"no name\"} at ${host} ~ no name at web-1",
                "${\"${\"}${title}${\"}\"} ~ ${Disk}",
                "a } b ${title} $ { ~ a } b Disk $ {",
                "n=${a.b} ~ n=[{\"c\":\"deep\"},[1,2.50]]",
            })
    void findsWhatItSays(String expression, String expected) throws Exception {
        assertEquals(expected, find(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "nothing",
                "a.n",
                "a.blank",
                "title.x",
                "title[0]",
                "a.b.c",
                "a.b[2]",
                "a.b[9999]",
                "a[0]",
                "\"\"",
                "\" \"",
                "${nothing}",
                "${nothing}: ${a.n}",
                "${a.blank}"
            })
    void whatIsNullOrBlankOrNowhereIsNotThere(String expression) throws Exception {
        assertNull(find(expression));
    }

    @Test
    void pathsBeginAtTheAlarmOrAtTheWhole() throws Exception {
        Node root = Requests.tree("{\"x\":\"outer\",\"alerts\":[{\"x\":\"inner\"}]}");
        Node alarm = ((Node.Arr) ((Node.Obj) root).entries().get("alerts"))
                .elements()
                .get(0);
        assertEquals(
                Node.Leaf.text("inner inner outer"),
                ExpressionParser.parse("name", "${x} ${$.alerts[0].x} ${$.x}").find(alarm, root, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a..b ~ character 3: expected a name after '.' but found \".\"",
                "a. ~ character 3: expected a name after '.' but found the end",
                ".a ~ character 1: expected a path but found \".\"",
                "a | ~ character 4: expected a path but found the end",
                "Disk full ~ character 6: expected '.', '[', '|' or the end but found \"f\"; a fixed text stands in quotes, a name with such a character as [\"…\"]",
                "a[x] ~ character 3: expected a number or a name in quotes after '[' but found \"x\"",
                "a[*].b ~ character 3: expected a number or a name in quotes after '[' but found \"*\"; there are no wildcards: take one element by its number, as [0]",
                "a[1 ~ character 2: this '[' is never closed by ']'",
                "a[1x] ~ character 4: expected ']' but found \"x\"",
                "a[10000] ~ character 3: an index is at most 9999",
                "a[99999999999999] ~ character 3: an index is at most 9999",
                "\"open ~ character 1: this quote is never closed",
                "\"\\u12\" ~ character 4: four hexadecimal digits must follow \\u",
                "x: ${a ~ character 4: this \"${\" is never closed by \"}\"",
                "x: ${} ~ character 6: expected a path but found \"}\"",
                "x: ${a b} ~ character 8: expected '.', '[', '|' or '}' but found \"b\"",
                "a.$.b ~ character 3: expected a name after '.' but found \"$\"; '$' stands only at the start of a path, for the whole body",
            })
    void saysWhatIsWrongAndWhere(String expression, String problem) {
        BadPayloadException e =
                assertThrows(BadPayloadException.class, () -> ExpressionParser.parse("description", expression));
        assertEquals("setting 'description', " + problem, e.getMessage());
    }

    @Test
    void isBounded() {
        for (String tooMuch : new String[] {
            "a|".repeat(100) + "a", "a.".repeat(100) + "a", "${a}".repeat(100),
        }) {
            BadPayloadException e =
                    assertThrows(BadPayloadException.class, () -> ExpressionParser.parse("name", tooMuch));
            assertEquals(true, String.valueOf(e.getMessage()).contains("more than"), e.getMessage());
        }
    }
}
