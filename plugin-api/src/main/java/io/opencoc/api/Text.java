package io.opencoc.api;

/**
 * A text for people in both languages of the console.
 *
 * <p>Threading: immutable; safe for all threads.
 *
 * @param en English, plain text
 * @param zh Simplified Chinese, plain text
 * @since 1.0
 */
public record Text(String en, String zh) {

    /** The text in the language of an IETF tag: Chinese for {@code zh…}, else English. */
    public String in(String languageTag) {
        return languageTag.startsWith("zh") ? zh : en;
    }
}
