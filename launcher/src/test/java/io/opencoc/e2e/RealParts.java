package io.opencoc.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs. Without them it is skipped with the reason; with COC_REAL_PARTS=required it fails. */
public final class RealParts {
    private RealParts() {}

    public static void need(String... programs) {
        for (String program : programs) {
            if (find(program).isEmpty()) {
                missing("the program " + program + " is not installed");
            }
        }
    }

    /** Says that a test cannot run, and why. */
    public static void missing(String reason) {
        if ("required".equals(System.getenv("COC_REAL_PARTS"))) {
            fail(reason);
        }
        Assumptions.abort(reason);
    }

    /** Where a program is, by the PATH. */
    static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
