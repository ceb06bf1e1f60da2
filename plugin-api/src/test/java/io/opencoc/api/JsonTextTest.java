package io.opencoc.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void anyTextIsOneLineOfJson() {
        assertEquals("\"a \\\"b\\\" \\\\ \\n\\t\\u000d\\u0000\\u2028\"", JsonText.quoted("a \"b\" \\ \n\t\r\0\u2028"));
        assertEquals("\"告警🔥\"", JsonText.quoted("告警🔥"), "whole characters stay");
        assertEquals("\"\\ud83dx\"", JsonText.quoted("\ud83dx"), "half ones do not");
    }

    @Test
    void whatIsShownIsCut() {
        assertEquals("\"" + "x".repeat(100) + "…\"", JsonText.shown("x".repeat(101)));
    }
}
