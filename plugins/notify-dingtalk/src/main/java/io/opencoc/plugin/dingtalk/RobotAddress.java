package io.opencoc.plugin.dingtalk;

import io.opencoc.api.DeliveryException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A robot's webhook address, taken apart and checked. What is wrong with one is said without showing any of it: its token is all it takes to
 * write to the group.
 *
 * @param endpoint to be called, without the query: made of checked parts only
 * @param token the secret in it
 * @param secret that calls are signed with; empty for none
 * @param mentions who is to be notified, from the address's fragment, which DingTalk never sees
 */
record RobotAddress(String endpoint, String token, String secret, Mentions mentions) {
    private static final int LONGEST = 2_000;
    private static final String PLAIN = "http://";
    private static final String PATH = "/robot/send";
    private static final Pattern QUERY = Pattern.compile("access_token=([A-Za-z0-9_-]{1,128})");
    private static final Pattern FRAGMENT =
            Pattern.compile("(?<secret>SEC[0-9A-Za-z]{1,197})?(?:(?:^|(?<=[0-9A-Za-z])&)mention=(?<mention>[^&]+))?");

    /**
     * Takes an address apart.
     *
     * @param host of all robots; with {@code http://} in front where calls are not encrypted
     * @param secret of robots whose address has none; empty for none
     * @throws DeliveryException permanent, saying what the address should be
     */
    static RobotAddress of(String address, String host, String secret) {
        boolean plain = host.startsWith(PLAIN);
        String authority = (plain ? host.substring(PLAIN.length()) : host).toLowerCase(Locale.ROOT);
        URI given = parse(address.strip(), authority);
        String scheme = plain ? "http" : "https";
        if (!scheme.equalsIgnoreCase(given.getScheme())) {
            throw wrong("The address does not start with " + scheme + "://", authority);
        }
        if (!authority.equalsIgnoreCase(given.getRawAuthority())) {
            throw wrong("The address is not on " + authority + ", and messages go nowhere else", authority);
        }
        Matcher query = QUERY.matcher(given.getRawQuery() == null ? "" : given.getRawQuery());
        if (!PATH.equals(given.getRawPath()) || !query.matches()) {
            throw wrong("The address is not that of a robot", authority);
        }
        Matcher more = FRAGMENT.matcher(given.getRawFragment() == null ? "" : given.getRawFragment());
        if (!more.matches()) {
            throw DeliveryException.permanent(
                    "What follows the # of the robot's address is neither its signing secret, SEC…, nor"
                            + " mention= and who is notified, nor both with & between.");
        }
        String own = more.group("secret");
        return new RobotAddress(
                scheme + "://" + authority + PATH,
                query.group(1),
                own == null ? secret.strip() : own,
                Mentions.of(more.group("mention")));
    }

    /**
     * Where to send to now.
     *
     * @param millis of the epoch; DingTalk takes an hour's difference
     */
    URI signed(long millis) {
        String url = endpoint + "?access_token=" + token;
        return URI.create(
                secret.isEmpty()
                        ? url
                        : url + "&timestamp=" + millis + "&sign=" + Signature.urlEncoded(millis, secret));
    }

    /** What is shown to nobody. */
    List<String> secrets() {
        return secret.isEmpty() ? List.of(token) : List.of(token, secret);
    }

    private static URI parse(String address, String authority) {
        try {
            if (address.length() <= LONGEST) {
                return new URI(address);
            }
        } catch (URISyntaxException e) {
            // said below, without the address, which the exception quotes
        }
        throw wrong("The address is not one of the web", authority);
    }

    private static DeliveryException wrong(String what, String authority) {
        return DeliveryException.permanent(what + ". Give the robot's webhook address, copied from the robot: https://"
                + authority + PATH + "?access_token=…");
    }

    @Override
    public String toString() {
        return "robot on " + endpoint;
    }
}
