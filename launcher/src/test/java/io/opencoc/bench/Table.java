package io.opencoc.bench;

import java.util.Locale;

/** Prints rows as Markdown, each as soon as it is known. */
final class Table {
    Table(String... columns) {
        row((Object[]) columns);
        Object[] rules = new Object[columns.length];
        java.util.Arrays.fill(rules, "---");
        row(rules);
    }

    void row(Object... cells) {
        StringBuilder line = new StringBuilder("|");
        for (Object cell : cells) {
            line.append(' ').append(cell).append(" |");
        }
        System.out.println(line);
    }

    /** A count or rate with thousands apart. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Milliseconds, to two digits or more. */
    static String millis(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
