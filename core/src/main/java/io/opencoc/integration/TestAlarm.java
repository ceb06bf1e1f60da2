package io.opencoc.integration;

import org.jspecify.annotations.Nullable;

/** A test alarm. */
final class TestAlarm {
    private TestAlarm() {}

    /**
     * What is asked for.
     *
     * @param firing false for the recovery
     */
    record Input(@Nullable String name, @Nullable Boolean firing) {
        String nameOrDefault() {
            return name == null || name.isBlank() ? "OpenCOC test alarm" : name.strip();
        }

        boolean fires() {
            return firing == null || firing;
        }
    }

    /**
     * What came of it.
     *
     * @param accepted stored alarms
     * @param answer the body that the sender would have been answered
     * @param request the body that was sent
     */
    record Result(int status, int accepted, String answer, String request) {}
}
