package io.opencoc.notification;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as others than their owner may see them: those of robots and webhooks are keys. */
final class ShownAddress {
    private static final String HIDDEN = "***";
    private static final Pattern WEB =
            Pattern.compile("(?is)(https?://)(?:[^/?#]*@)?([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");
    /** Longer than any word; a key in the path, as several chat systems have it. */
    private static final Pattern KEY = Pattern.compile("[^/]{16,}");

    private static final Pattern VALUE = Pattern.compile("=[^&]*");

    private ShownAddress() {}

    /**
     * As it is, but for one of the web: {@code https://host/path?key=***}. Hidden are who signs in, long parts of the path, the values of the query, a
     * query without names, and values after a {@code #}.
     */
    static @Nullable String of(@Nullable String address) {
        Matcher web = WEB.matcher(address == null ? "" : address);
        if (address == null || !web.matches()) {
            return address; // a mailbox, a number
        }
        String query = web.group(4);
        String fragment = web.group(5);
        return web.group(1)
                + web.group(2)
                + KEY.matcher(web.group(3)).replaceAll(HIDDEN)
                + (query == null ? "" : "?" + (query.contains("=") ? values(query) : HIDDEN))
                + (fragment == null ? "" : "#" + KEY.matcher(values(fragment)).replaceAll(HIDDEN));
    }

    private static String values(String pairs) {
        return VALUE.matcher(pairs).replaceAll("=" + HIDDEN);
    }
}
