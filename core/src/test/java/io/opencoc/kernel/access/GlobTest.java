package io.opencoc.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, coc:incident:accept, true",
        "coc:*:*, coc:incident:accept, true",
        "coc:incident:*, coc:incident:accept, true",
        "coc:*:list, coc:incident:list, true",
        "coc:*:list, coc:incident:delete, false",
        "coc:incident:accept, coc:incident:accept, true",
        "coc:incident:acc*, coc:incident:accept, true",
        "coc:incident:accept, coc:incident:accepted, false",
        "coc:incident, coc:incident:accept, false",
        "'', coc:incident:accept, false",
        "*a*a*a*a*a*a*a*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
    })
    void patternsMatch(String pattern, String action, boolean allowed) {
        assertEquals(allowed, new Glob(pattern).matches(action));
    }
}
