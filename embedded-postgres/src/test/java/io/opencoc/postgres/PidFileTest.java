package io.opencoc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PidFileTest {

    private static final String WHOLE = "4711\n/data/cluster\n1790000000\n25000\n\n127.0.0.1\n  12345  67\n%s\n";

    @Test
    void isReadyWhenTheEighthLineSaysSo() {
        assertEquals(Optional.of(new PidFile(4711, true)), PidFile.parse(WHOLE.formatted("ready   ")));
        assertEquals(Optional.of(new PidFile(4711, false)), PidFile.parse(WHOLE.formatted("starting")));
        assertEquals(Optional.of(new PidFile(4711, false)), PidFile.parse(WHOLE.formatted("stopping")));
    }

    @Test
    void mayBeReadWhileItIsWritten() {
        assertEquals(Optional.empty(), PidFile.parse(""));
        assertEquals(Optional.of(new PidFile(4711, false)), PidFile.parse("4711\n/data/cl"));
    }

    @Test
    void knowsStandAloneBackends() {
        assertEquals(Optional.of(new PidFile(4711, false)), PidFile.parse("-4711\n"));
    }

    @Test
    void ofAnotherKindSaysNothing() {
        assertEquals(Optional.empty(), PidFile.parse("not a number\n"));
    }
}
