package io.opencoc.plugin.sms;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills values into a template. What stands in values is not looked at again. */
final class Placeholders {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]{1,20})}");

    private Placeholders() {}

    /**
     * The template with its places filled.
     *
     * @param escape for the format of the template
     * @param unknown the failure of a name that has no value
     */
    static String fill(
            String template,
            Map<String, String> values,
            UnaryOperator<String> escape,
            Function<String, RuntimeException> unknown) {
        Matcher places = PLACE.matcher(template);
        StringBuilder out = new StringBuilder(template.length() + 256);
        int from = 0;
        while (places.find()) {
            String name = places.group(1);
            String value = values.get(name);
            if (value == null) {
                throw unknown.apply(name);
            }
            out.append(template, from, places.start()).append(escape.apply(value));
            from = places.end();
        }
        return out.append(template, from, template.length()).toString();
    }
}
