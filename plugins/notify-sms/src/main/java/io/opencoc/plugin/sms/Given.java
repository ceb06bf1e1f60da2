package io.opencoc.plugin.sms;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Settings as they are given. What is missing or wrong is a permanent failure that names it.
 *
 * @param channel its id, for messages
 */
record Given(Settings settings, String channel) {

    /** One that must be there; stripped. */
    String required(String name, String what) {
        String value = optional(name);
        if (value == null) {
            throw DeliveryException.permanent(
                    "set '" + name + "', " + what + ", in the settings of the channel '" + channel + "'");
        }
        return value;
    }

    /** One that may be there; stripped, null when blank. */
    @Nullable
    String optional(String name) {
        String value = settings.text(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String optional(String name, String otherwise) {
        String value = optional(name);
        return value == null ? otherwise : value;
    }

    /** A whole number from one to another. */
    int number(String name, int otherwise, int least, int most) {
        try {
            int value = settings.number(name, otherwise);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(name, "is not a whole number from " + least + " to " + most);
    }

    /** The address of a provider, without a slash at its end. */
    URI endpoint(String name, String otherwise) {
        String value = optional(name, otherwise);
        try {
            URI uri = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && String.valueOf(uri.getRawPath()).isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw wrong(name, "is not an address like https://host");
    }

    /** The failure of a setting that is wrong. */
    DeliveryException wrong(String name, String what) {
        return DeliveryException.permanent("the setting '" + name + "' of the channel '" + channel + "' " + what);
    }

    /** Host and port as they stand in the Host header. */
    static String authority(URI uri) {
        boolean usual = uri.getPort() < 0 || uri.getPort() == ("https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80);
        return usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
