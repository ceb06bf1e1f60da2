package io.opencoc.plugin.webhook;

import io.opencoc.plugin.webhook.Node.Leaf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says from where a value comes. Immutable.
 *
 * <ul>
 *   <li>a path, {@code labels.host}, or several of which the first that is there counts, {@code title | name | "no name"};
 *   <li>a template: text with such paths in it, {@code ${host}: ${title | name}}; it counts as not there when none of its paths is.
 * </ul>
 *
 * What is null or blank counts as not there.
 */
sealed interface Expression {

    /** What one value in a template may take, in characters; a template has at most {@link ExpressionParser#MAX_PARTS} of them. */
    int MAX_VALUE = 8192;

    /**
     * The value; null when it is not there.
     *
     * @param singleOnly true to pass over objects and arrays
     */
    @Nullable
    Node find(Node alarm, Node root, boolean singleOnly);

    /** All paths in it. */
    List<Path> paths();

    /** Whether a value comes from one place, unchanged. */
    default boolean isWhole() {
        return true;
    }

    /** A fixed text. */
    record Literal(Leaf leaf) implements Expression {
        @Override
        public @Nullable Node find(Node alarm, Node root, boolean singleOnly) {
            return leaf.isAbsent() ? null : leaf;
        }

        @Override
        public List<Path> paths() {
            return List.of();
        }
    }

    /** What stands at a path. */
    record At(Path path) implements Expression {
        @Override
        public @Nullable Node find(Node alarm, Node root, boolean singleOnly) {
            Node node = path.find(alarm, root);
            return node == null || node.isAbsent() || singleOnly && !(node instanceof Leaf) ? null : node;
        }

        @Override
        public List<Path> paths() {
            return List.of(path);
        }
    }

    /** The first of several that is there. */
    record First(List<Expression> choices) implements Expression {
        @Override
        public @Nullable Node find(Node alarm, Node root, boolean singleOnly) {
            for (int i = 0; i < choices.size(); i++) {
                Node node = choices.get(i).find(alarm, root, singleOnly);
                if (node != null) {
                    return node;
                }
            }
            return null;
        }

        @Override
        public List<Path> paths() {
            return choices.stream().flatMap(c -> c.paths().stream()).toList();
        }
    }

    /** Text with values in it. */
    record Template(List<Part> parts) implements Expression {

        /**
         * A piece of text, and the value after it.
         *
         * @param value null at the end
         */
        record Part(String text, @Nullable Expression value) {}

        @Override
        public @Nullable Node find(Node alarm, Node root, boolean singleOnly) {
            StringBuilder out = new StringBuilder();
            boolean there = false;
            for (Part part : parts) {
                out.append(part.text);
                Node node = part.value == null ? null : part.value.find(alarm, root, false);
                if (node != null) {
                    there = true;
                    String text = JsonText.plain(node, MAX_VALUE);
                    out.append(text, 0, Math.min(text.length(), MAX_VALUE));
                }
            }
            return there && !out.toString().isBlank() ? Leaf.text(out.toString()) : null;
        }

        @Override
        public List<Path> paths() {
            return parts.stream()
                    .flatMap(p -> p.value == null ? java.util.stream.Stream.empty() : p.value.paths().stream())
                    .toList();
        }

        @Override
        public boolean isWhole() {
            return false;
        }
    }
}
