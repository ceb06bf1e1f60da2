package io.opencoc.plugin.dingtalk;

import io.opencoc.api.DeliveryException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final Pattern MOBILE = Pattern.compile("\\+?[0-9]{11,15}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    /**
     * Reads what an address's fragment says of them, {@code zhangsan,13800000001,all}.
     *
     * @param list null for nobody
     * @throws DeliveryException permanent, when it is anything else
     */
    static Mentions of(@Nullable String list) {
        if (list == null) {
            return NOBODY;
        }
        String[] given = list.split(",", -1);
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
        if (given.length > MOST) {
            throw wrong();
        }
        return new Mentions(List.copyOf(users), List.copyOf(mobiles), all);
    }

    /** As the text has to name them, or they are not notified; empty for nobody. */
    String text() {
        return Stream.concat(mobiles.stream(), users.stream())
                .map(one -> "@" + one)
                .collect(Collectors.joining(" "));
    }

    private static DeliveryException wrong() {
        return DeliveryException.permanent("What follows mention= in the robot's address is not at most " + MOST
                + " user ids or mobile numbers, or all, with commas between.");
    }
}
