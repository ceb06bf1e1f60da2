package io.opencoc.launcher.settings;

import java.util.List;
import java.util.Set;

/** Variables that begin with {@code COC_} and are no settings of the server. */
final class OtherVariables {
    /** Of the executable, of its start script, and of the build. */
    private static final Set<String> NAMES =
            Set.of("COC_CONFIG", "COC_JAVA_HOME", "COC_JAVA_OPTS", "COC_HEAP", "COC_CACHE_DIR", "COC_REAL_PARTS");

    private static final List<String> PREFIXES = List.of("COC_TEST_", "COC_ENGINE_", "COC_CI_");

    private OtherVariables() {}

    static boolean has(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
