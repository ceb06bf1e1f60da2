package io.opencoc.launcher.client;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Where somebody can be asked. Blocks until they answer. */
public interface Terminal {

    /** A line; null when there is nobody. */
    @Nullable
    String line(String prompt);

    /** A line that is not shown; null when there is nobody. */
    @Nullable
    String secret(String prompt);

    /** The terminal of the process, where it has one. */
    static Terminal ofProcess() {
        return new Terminal() {
            @Override
            public @Nullable String line(String prompt) {
                Console console = console();
                return console == null ? null : console.readLine("%s", prompt);
            }

            @Override
            public @Nullable String secret(String prompt) {
                Console console = console();
                char[] text = console == null ? null : console.readPassword("%s", prompt);
                return text == null ? null : new String(text);
            }

            private static @Nullable Console console() {
                Console console = System.console();
                // Since Java 22 there is one without a terminal too, which would show the password.
                return console != null && System.in != null ? console : null;
            }
        };
    }
}
