package io.opencoc.iam;

import io.opencoc.kernel.http.Problem;
import java.util.Locale;

/** What a password must be like. */
public final class PasswordRules {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 256;

    private PasswordRules() {}

    /**
     * Refuses a password that is too easy.
     *
     * @param field where it stands in the request
     * @throws Problem that says what is wrong with it
     */
    public static void check(String field, String password, String userName) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw Problem.invalid(field, "must have " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (password.toLowerCase(Locale.ROOT).contains(userName.toLowerCase(Locale.ROOT))) {
            throw Problem.invalid(field, "must not contain the user's name");
        }
    }
}
