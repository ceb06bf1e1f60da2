package io.opencoc.plugin.huawei;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which hosts may be called: names separated by commas, {@code *} for one label. */
final class Hosts {
    private static final int LONGEST_URL = 2000;

    private Hosts() {}

    /**
     * The address, when it may be called: https, its standard port, nothing before the host, and a host of the list.
     *
     * @return null when it may not
     */
    static @Nullable URI allowed(@Nullable String url, String hosts) {
        if (url == null || url.length() > LONGEST_URL) {
            return null;
        }
        try {
            URI uri = new URI(url);
            String host = uri.getHost();
            boolean plain = "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && (uri.getPort() == -1 || uri.getPort() == 443);
            return plain && host != null && isIn(host, hosts) ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    static boolean isIn(String host, String hosts) {
        for (String pattern : hosts.split(",")) {
            if (matches(host.toLowerCase(Locale.ROOT), pattern.strip().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String host, String pattern) {
        String[] labels = host.split("\\.", -1);
        String[] wanted = pattern.split("\\.", -1);
        if (labels.length != wanted.length) {
            return false;
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i].isEmpty() || !wanted[i].equals("*") && !wanted[i].equals(labels[i])) {
                return false;
            }
        }
        return true;
    }
}
