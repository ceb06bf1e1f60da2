package io.opencoc.plugin.webhook;

import io.opencoc.api.BadPayloadException;
import io.opencoc.plugin.webhook.Expression.At;
import io.opencoc.plugin.webhook.Expression.First;
import io.opencoc.plugin.webhook.Expression.Literal;
import io.opencoc.plugin.webhook.Expression.Template;
import io.opencoc.plugin.webhook.Node.Leaf;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads expressions:
 *
 * <pre>
 * setting  = template if "${" stands in it, else choices
 * template = { text | "${" choices "}" }
 * choices  = choice { "|" choice }
 * choice   = quoted text | path
 * path     = ( "$" | name | element ) { "." name | element }
 * element  = "[" digits "]" | "[" quoted text "]"
 * </pre>
 */
final class ExpressionParser {
    static final int MAX_PARTS = 64;
    private static final int MAX_STEPS = 32;
    private static final int MAX_INDEX = 9_999;

    private final Cursor in;

    private ExpressionParser(Cursor in) {
        this.in = in;
    }

    /** The expression in a setting; it is not blank. */
    static Expression parse(String setting, String text) throws BadPayloadException {
        ExpressionParser parser = new ExpressionParser(new Cursor(setting, text));
        return text.contains("${") ? parser.template() : parser.whole();
    }

    /** Choices that end where the cursor stands then. */
    static Expression choices(Cursor in) throws BadPayloadException {
        return new ExpressionParser(in).choices();
    }

    private Expression whole() throws BadPayloadException {
        Expression choices = choices();
        if (!in.atEnd()) {
            throw unexpected("'.', '[', '|' or the end", true);
        }
        return choices;
    }

    private Template template() throws BadPayloadException {
        List<Template.Part> parts = new ArrayList<>();
        int start = in.at();
        while (!in.atEnd()) {
            if (!in.sees("${")) {
                in.next();
                continue;
            }
            String text = in.since(start);
            int open = in.at();
            in.take("${");
            Expression value = choices();
            if (in.atEnd()) {
                throw in.wrong(open, "this \"${\" is never closed by \"}\"");
            }
            if (!in.take("}")) {
                throw unexpected("'.', '[', '|' or '}'", false);
            }
            if (parts.size() == MAX_PARTS) {
                throw in.wrong(open, "more than " + MAX_PARTS + " values in one template");
            }
            parts.add(new Template.Part(text, value));
            start = in.at();
        }
        parts.add(new Template.Part(in.since(start), null));
        return new Template(List.copyOf(parts));
    }

    private Expression choices() throws BadPayloadException {
        List<Expression> choices = new ArrayList<>();
        do {
            if (choices.size() == MAX_PARTS) {
                throw in.wrong("more than " + MAX_PARTS + " choices");
            }
            in.skipBlanks();
            choices.add(in.peek() == '"' || in.peek() == '\'' ? new Literal(Leaf.text(in.quoted())) : new At(path()));
            in.skipBlanks();
        } while (in.take("|"));
        return choices.size() == 1 ? choices.get(0) : new First(List.copyOf(choices));
    }

    private Path path() throws BadPayloadException {
        boolean fromRoot = in.take("$");
        List<Object> steps = new ArrayList<>();
        if (!fromRoot) {
            steps.add(in.peek() == '[' ? element() : name("a path"));
        }
        while (in.peek() == '.' || in.peek() == '[') {
            if (steps.size() == MAX_STEPS) {
                throw in.wrong("more than " + MAX_STEPS + " steps in one path");
            }
            steps.add(in.take(".") ? name("a name after '.'") : element());
        }
        return new Path(fromRoot, steps);
    }

    private String name(String expected) throws BadPayloadException {
        int start = in.at();
        while (!in.atEnd() && Path.isOfName(in.peek())) {
            in.next();
        }
        if (in.at() == start) {
            throw unexpected(expected, false);
        }
        return in.since(start);
    }

    private Object element() throws BadPayloadException {
        int open = in.at();
        in.take("[");
        Object step;
        if (in.peek() == '"' || in.peek() == '\'') {
            step = in.quoted();
        } else {
            step = index();
        }
        if (!in.take("]")) {
            throw in.atEnd() ? in.wrong(open, "this '[' is never closed by ']'") : unexpected("']'", false);
        }
        return step;
    }

    private Integer index() throws BadPayloadException {
        int start = in.at();
        int index = 0;
        while (in.peek() >= '0' && in.peek() <= '9') {
            index = index * 10 + in.next() - '0';
            if (index > MAX_INDEX) {
                throw in.wrong(start, "an index is at most " + MAX_INDEX);
            }
        }
        if (in.at() == start) {
            throw unexpected("a number or a name in quotes after '['", false);
        }
        return index;
    }

    private BadPayloadException unexpected(String expected, boolean maybeText) {
        String found = in.found();
        String hint = in.peek() == '*'
                ? "; there are no wildcards: take one element by its number, as [0]"
                : in.peek() == '$'
                        ? "; '$' stands only at the start of a path, for the whole body"
                        : maybeText ? "; a fixed text stands in quotes, a name with such a character as [\"…\"]" : "";
        return in.wrong("expected " + expected + " but found " + found + hint);
    }
}
