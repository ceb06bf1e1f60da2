package io.opencoc.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs. Without them it is skipped with the reason; with COC_REAL_PARTS=required it fails. */
final class RealParts {
    private RealParts() {}

    static void need(String... programs) {
        for (String program : programs) {
            boolean there = false;
            for (String folder : System.getenv("PATH").split(":")) {
                there |= Files.isExecutable(Path.of(folder, program));
            }
            if (!there) {
                String reason = "the program " + program + " is not installed";
                if ("required".equals(System.getenv("COC_REAL_PARTS"))) {
                    fail(reason);
                }
                Assumptions.abort(reason);
            }
        }
    }
}
