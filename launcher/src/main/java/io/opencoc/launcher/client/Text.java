package io.opencoc.launcher.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a server says, for a terminal: nothing in it moves the cursor or hides other lines. */
final class Text {
    private Text() {}

    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }

    /** A value, empty where it is missing. */
    static String of(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : clean(value.asString());
    }

    /** Rows below one another; the first one names the columns. */
    static String table(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int c = 0; c < rows.getFirst().size(); c++) {
            int column = c;
            widths.add(rows.stream().mapToInt(r -> width(r.get(column))).max().orElse(0));
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                line.append(row.get(c)).append(" ".repeat(widths.get(c) - width(row.get(c)) + 2));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    /** In a terminal's columns: Chinese takes two. */
    private static int width(String text) {
        return text.codePoints()
                .map(c -> c >= 0x1100 && (c <= 0x115F || c >= 0x2E80 && c <= 0xFFE6 || c >= 0x1F300) ? 2 : 1)
                .sum();
    }
}
