package io.opencoc.plugin.wecom;

import io.opencoc.api.DeliveryException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who in the group is notified.
 *
 * @param users by id
 * @param mobiles by mobile number
 * @param all everybody
 */
record Mentions(List<String> users, List<String> mobiles, boolean all) {
    static final Mentions NOBODY = new Mentions(List.of(), List.of(), false);

    private static final int MOST = 20;
    private static final String PREFIX = "mention=";
    private static final Pattern MOBILE = Pattern.compile("\\+?[0-9]{11,15}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    /**
     * Reads an address's fragment, {@code mention=zhangsan,13800000001,all}.
     *
     * @throws DeliveryException permanent, when it is anything else
     */
    static Mentions of(@Nullable String fragment) {
        if (fragment == null || fragment.isEmpty()) {
            return NOBODY;
        }
        String[] given = fragment.startsWith(PREFIX)
                ? fragment.substring(PREFIX.length()).split(",", -1)
                : new String[0];
        List<String> users = new ArrayList<>();
        List<String> mobiles = new ArrayList<>();
        boolean all = false;
        for (String one : given) {
            if (one.equals("all")) {
                all = true;
            } else if (MOBILE.matcher(one).matches()) {
                mobiles.add(one);
            } else if (USER.matcher(one).matches()) {
                users.add(one);
            } else {
                throw wrong();
            }
        }
        if (given.length == 0 || given.length > MOST) {
            throw wrong();
        }
        return new Mentions(List.copyOf(users), List.copyOf(mobiles), all);
    }

    /** Whether Markdown cannot carry them: it names users only. */
    boolean needPlainText() {
        return all || !mobiles.isEmpty();
    }

    private static DeliveryException wrong() {
        return DeliveryException.permanent("What follows the # of the robot's address is not mention= and at most "
                + MOST + " user ids or mobile numbers, or all, with commas between.");
    }
}
