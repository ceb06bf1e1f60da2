package io.opencoc.kernel.mail;

import io.opencoc.api.DeliveryException;
import java.net.IDN;
import java.util.regex.Pattern;

/**
 * A mail address, perhaps with a name: checked, so that it can stand in an SMTP command and in a header.
 *
 * @param name for people, may be empty
 * @param address {@code local@domain}, ASCII: an international domain is in its ASCII form
 */
record Mailbox(String name, String address) {
    private static final int MAX_ADDRESS = 254;
    private static final int MAX_NAME = 200;
    private static final Pattern ADDRESS = Pattern.compile("[!#-'*+/-9=?A-Z^-~.-]{1,64}@[A-Za-z0-9.\\[\\]:-]{1,189}");

    /** Reads {@code name <address>}, {@code "name" <address>} or a bare address; a permanent failure if it is not one. */
    static Mailbox parse(String field, String text) {
        String trimmed = HeaderText.oneLine(field, text).strip();
        int open = trimmed.lastIndexOf('<');
        if (open < 0) {
            return of(field, "", trimmed);
        }
        if (!trimmed.endsWith(">")) {
            throw DeliveryException.permanent(field + " '" + trimmed + "' is not a mail address");
        }
        String name = trimmed.substring(0, open).strip();
        if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
            name = name.substring(1, name.length() - 1).replace("\\", "");
        }
        return of(field, name, trimmed.substring(open + 1, trimmed.length() - 1).strip());
    }

    /** Checks a bare address and a name; a permanent failure if one of them is not usable. */
    static Mailbox of(String field, String name, String address) {
        String ascii = asciiDomain(HeaderText.oneLine(field, address));
        if (ascii.length() > MAX_ADDRESS || !ADDRESS.matcher(ascii).matches()) {
            throw DeliveryException.permanent(field + " '" + address + "' is not a mail address");
        }
        String shown = HeaderText.oneLine(field, name).strip();
        return new Mailbox(shown.length() > MAX_NAME ? shown.substring(0, MAX_NAME) : shown, ascii);
    }

    /** As it stands in a header. */
    String header() {
        return name.isEmpty() ? address : HeaderText.phrase(name) + " <" + address + ">";
    }

    String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static String asciiDomain(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0 || address.chars().allMatch(c -> c < 128)) {
            return address;
        }
        try {
            return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
        } catch (IllegalArgumentException e) {
            return address; // refused below, with the address in the message
        }
    }
}
