package io.opencoc.launcher.settings;

import java.util.List;

/** The settings cannot be used; the message lists every problem on a line of its own. */
public final class InvalidSettings extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    InvalidSettings(List<String> problems) {
        super("The settings have " + (problems.size() == 1 ? "a problem" : problems.size() + " problems") + ":\n  "
                + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, each naming its place and key. */
    public List<String> problems() {
        return problems;
    }
}
