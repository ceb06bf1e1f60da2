package io.opencoc.plugin.sms;

import java.util.BitSet;

/** The alphabet of text messages (3GPP TS 23.038): what it does not hold makes a message UCS-2, of which less than half goes into one. */
final class Gsm7 {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final BitSet ONE = set(BASIC);
    private static final BitSet TWO = set(EXTENDED);

    private Gsm7() {}

    /** Whether each character of a text is in it. */
    static boolean holds(String text) {
        return text.chars().allMatch(c -> ONE.get(c) || TWO.get(c));
    }

    /** How many places a character takes. */
    static int cost(int character) {
        return TWO.get(character) ? 2 : 1;
    }

    private static BitSet set(String characters) {
        BitSet set = new BitSet();
        characters.chars().forEach(set::set);
        return set;
    }
}
