package io.opencoc.plugin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmLevel;
import io.opencoc.api.BadPayloadException;
import io.opencoc.plugin.webhook.Expression.At;
import io.opencoc.plugin.webhook.Node.Arr;
import io.opencoc.plugin.webhook.Node.Leaf;
import io.opencoc.plugin.webhook.Node.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every tree and every text. */
class ExpressionPropertyTest {
    private static final String[] NAMES = {
        "a",
        "b",
        "x.y",
        "",
        " ",
        "主机",
        "\"",
        "\\",
        "[0]",
        "${a}",
        "a|b",
        "$",
        "@timestamp",
        "k8s/pod",
        "line\nbreak",
        "🔥",
        "\u0000",
        "'",
        "a=b,c",
        "}",
        "0",
        "-",
        "*",
        "\u2028",
        "\ud800"
    };

    private final Random random = new Random(20261123);

    @Test
    void everyValueIsFoundAtThePathThatItsTextIsReadAs() throws Exception {
        for (int round = 0; round < 2000; round++) {
            Node root = tree(4);
            List<Object> steps = new ArrayList<>();
            Node expected = walk(root, steps);
            for (boolean fromRoot : new boolean[] {true, false}) {
                if (steps.isEmpty() && !fromRoot) {
                    continue;
                }
                Path path = new Path(fromRoot, steps);
                Path again = ((At) ExpressionParser.choices(new Cursor("name", path.toString()))).path();
                assertEquals(path, again, path.toString());
                assertSame(expected, again.find(root, root));
                if (!path.toString().contains("${")) {
                    assertEquals(new At(path), ExpressionParser.parse("name", path.toString()));
                }
                Node inText =
                        ExpressionParser.parse("name", "<${" + path + "}>").find(root, root, false);
                assertEquals(
                        expected.isAbsent() ? null : Leaf.text("<" + JsonText.plain(expected, 8192) + ">"), inText);
            }
        }
    }

    @Test
    void everyTextIsReadOrRefusedInOneLineThatNamesItsPlace() {
        String pieces = "ab.[]{}$|\"'\\0 9=,;*-\n\t主\u0000";
        int understood = 0;
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(random.nextInt(6) == 0 ? "${" : pieces.charAt(random.nextInt(pieces.length())));
            }
            understood += reads(text.toString()) ? 1 : 0;
        }
        assertTrue(understood > 1000, "the texts are not all nonsense: " + understood);
    }

    private static boolean reads(String text) {
        try {
            Expression expression = ExpressionParser.parse("name", text);
            expression.find(Obj.EMPTY, Obj.EMPTY, false);
            for (Path path : expression.paths()) {
                assertEquals(new At(path), ExpressionParser.choices(new Cursor("name", path.toString())), text);
            }
            return true;
        } catch (BadPayloadException e) {
            checkMessage("name", text, e);
            return false;
        } finally {
            readsOthers(text);
        }
    }

    private static void readsOthers(String text) {
        try {
            Additional.parse("additional", text);
        } catch (BadPayloadException e) {
            checkMessage("additional", text, e);
        }
        try {
            ValueMap.parse("levels", text.replace("a", "=MAJOR"), AlarmLevel.class, "level");
        } catch (BadPayloadException e) {
            checkMessage("levels", text, e);
        }
    }

    private static void checkMessage(String setting, String text, BadPayloadException e) {
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("setting '" + setting + "', character "), () -> text + " -> " + message);
        assertTrue(message.chars().noneMatch(c -> c < ' '), () -> text + " -> " + message);
        int place = Integer.parseInt(message.replaceFirst(".*?character (\\d+):.*", "$1"));
        assertTrue(place >= 1 && place <= text.length() * 6 + 1, () -> text + " -> " + message);
    }

    private Node tree(int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : 6);
        if (kind < 2) {
            return kind == 0 ? Leaf.NULL : Leaf.text(NAMES[random.nextInt(NAMES.length)]);
        }
        if (kind == 2) {
            List<Node> elements = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                elements.add(tree(depth - 1));
            }
            return new Arr(elements);
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            entries.put(NAMES[random.nextInt(NAMES.length)], tree(depth - 1));
        }
        return new Obj(entries, 0, 0);
    }

    private Node walk(Node from, List<Object> steps) {
        if (random.nextInt(6) == 0) {
            return from;
        }
        if (from instanceof Obj object && !object.entries().isEmpty()) {
            List<String> names = new ArrayList<>(object.entries().keySet());
            String name = names.get(random.nextInt(names.size()));
            steps.add(name);
            return walk(java.util.Objects.requireNonNull(object.get(name)), steps);
        }
        if (from instanceof Arr array && !array.elements().isEmpty()) {
            int index = random.nextInt(array.elements().size());
            steps.add(index);
            return walk(array.elements().get(index), steps);
        }
        return from;
    }
}
