package io.opencoc.plugin.webhook;

import io.opencoc.plugin.webhook.Node.Arr;
import io.opencoc.plugin.webhook.Node.Obj;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands: {@code a.b[0].c}, {@code labels["x.y"]}; from the alarm, or with {@code $} from the whole body (of CloudEvents: the event).
 *
 * @param fromRoot whether it starts at the whole body
 * @param steps names ({@link String}) and indices ({@link Integer}), from the outside in
 */
record Path(boolean fromRoot, List<Object> steps) {

    Path {
        steps = List.copyOf(steps);
    }

    /** What stands there; null for nothing. */
    @Nullable
    Node find(Node alarm, Node root) {
        Node node = fromRoot ? root : alarm;
        for (int i = 0; i < steps.size() && node != null; i++) {
            node = step(node, steps.get(i));
        }
        return node;
    }

    private static @Nullable Node step(Node node, Object step) {
        if (step instanceof String name) {
            return node instanceof Obj object ? object.get(name) : null;
        }
        int index = (Integer) step;
        return node instanceof Arr array && index < array.elements().size()
                ? array.elements().get(index)
                : null;
    }

    /** The first name; null when it starts with an index or is the root itself. */
    @Nullable
    String firstName() {
        return !steps.isEmpty() && steps.get(0) instanceof String name ? name : null;
    }

    /** As one would write it. */
    @Override
    public String toString() {
        String path = fromRoot ? "$" : "";
        for (Object step : steps) {
            path = step instanceof String name ? step(path, name, path.isEmpty()) : path + "[" + step + "]";
        }
        return path;
    }

    /** A path and one name more. */
    static String step(String path, String name, boolean first) {
        boolean plain = !name.isEmpty() && name.chars().allMatch(Path::isOfName);
        if (first) {
            return plain ? name : "[" + JsonText.quoted(name) + "]";
        }
        return plain ? path + "." + name : path + "[" + JsonText.quoted(name) + "]";
    }

    /** Whether a character may stand in a name without quotes. */
    static boolean isOfName(int c) {
        return c > ' ' && c != 0x7F && !Character.isWhitespace(c) && ".[]{}()|\"'`$*,;=\\".indexOf(c) < 0;
    }
}
