package io.opencoc.launcher.settings;

import java.util.List;

/**
 * A value that somebody gave.
 *
 * @param items its texts: one, unless a list was written
 * @param list whether it was written as a list
 * @param place where, for messages
 */
record Setting(List<String> items, boolean list, String place) {

    static Setting text(String text, String place) {
        return new Setting(List.of(text), false, place);
    }

    /** Nothing was written behind the key, which is as good as no key. */
    boolean isEmpty() {
        return items.stream().allMatch(String::isBlank);
    }
}
