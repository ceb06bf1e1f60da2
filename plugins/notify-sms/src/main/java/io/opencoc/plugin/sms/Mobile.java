package io.opencoc.plugin.sms;

import io.opencoc.api.DeliveryException;

/**
 * A mobile number.
 *
 * @param digits country code and number
 */
record Mobile(String digits) {
    private static final String CHINA = "86";
    private static final int CHINESE = 13;

    /** The number of an address in E.164 form; a permanent failure when it is not one. */
    static Mobile of(String address) {
        String number = address.length() > 40 ? "" : address.replaceAll("[ ()-]", "");
        if (!number.matches("\\+[1-9][0-9]{6,14}")) {
            throw DeliveryException.permanent(
                    "the recipient's mobile number is not in the international form, like +8613800000001");
        }
        return new Mobile(number.substring(1));
    }

    /** With a plus. */
    String international() {
        return "+" + digits;
    }

    /** As providers in China want it: eleven digits for a number of the mainland, others with their country code; without a plus. */
    String domestic() {
        return digits.length() == CHINESE && digits.startsWith(CHINA) ? digits.substring(CHINA.length()) : digits;
    }

    /** Whether a text of a provider means this number: with or without plus, blanks and the country code. */
    boolean is(String number) {
        String other = number.replaceAll("[^0-9]", "");
        return other.equals(digits) || other.equals(domestic()) || other.equals("00" + digits);
    }
}
