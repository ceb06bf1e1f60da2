package io.opencoc.plugin.wecom;

import io.opencoc.api.DeliveryException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A robot's webhook address, taken apart and checked. What is wrong with one is said without showing any of it: its key is all it takes to write
 * to the group.
 *
 * @param url to be called: made of checked parts only
 * @param key the secret in it
 * @param mentions who is to be notified, from the address's fragment, which WeCom never sees
 */
record RobotAddress(URI url, String key, Mentions mentions) {
    private static final int LONGEST = 2_000;
    private static final String PLAIN = "http://";
    private static final String PATH = "/cgi-bin/webhook/send";
    private static final Pattern QUERY = Pattern.compile("key=([A-Za-z0-9_-]{1,128})");
    private static final String EXAMPLE = ", copied from the robot: https://%s" + PATH + "?key=…";

    /**
     * Takes an address apart.
     *
     * @param host of all robots; with {@code http://} in front where calls are not encrypted
     * @throws DeliveryException permanent, saying what the address should be
     */
    static RobotAddress of(String address, String host) {
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
        String key = query.group(1);
        return new RobotAddress(
                URI.create(scheme + "://" + authority + PATH + "?key=" + key),
                key,
                Mentions.of(given.getRawFragment()));
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
        return DeliveryException.permanent(
                what + ". Give the robot's webhook address" + EXAMPLE.formatted(authority) + ".");
    }

    @Override
    public String toString() {
        return "robot on " + url.getAuthority();
    }
}
