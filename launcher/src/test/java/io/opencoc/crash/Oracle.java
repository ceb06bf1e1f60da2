package io.opencoc.crash;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what was sent with what the server says is there. Changes nothing. */
final class Oracle {
    private final Journal journal;
    private final Map<String, Integer> mails;

    /** @param mails how often each came, by notification; read anew each time */
    Oracle(Journal journal, Map<String, Integer> mails) {
        this.journal = journal;
        this.mails = mails;
    }

    /**
     * What is there.
     *
     * @param findings what is wrong; empty when all is well
     */
    record Verdict(List<String> findings, String counts) {}

    Verdict ask(Reader reader) throws IOException, InterruptedException {
        Findings findings = new Findings();
        StoredAlarms alarms = new StoredAlarms(journal.attempts(), findings);
        alarms.check(reader);
        Told told = new Told(alarms, new HashMap<>(mails), findings);
        told.check(reader);
        return new Verdict(
                findings.lines(),
                alarms.originals() + " stored, " + alarms.alarms() + " alarms, " + told.incidents() + " incidents, "
                        + mails.values().stream().mapToInt(Integer::intValue).sum() + " mails ("
                        + told.repeated() + " notifications sent again after a crash)");
    }
}
