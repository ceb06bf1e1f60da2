package io.opencoc.iam;

/**
 * What it costs to hash or to guess a password by argon2id, with one lane.
 *
 * @param kibibytes of memory
 * @param passes over that memory
 */
public record PasswordCost(int kibibytes, int passes) {
    /** What servers use, after OWASP: 19 MiB, two passes. No setting lowers it. */
    public static final PasswordCost STANDARD = new PasswordCost(19_456, 2);
}
