package io.opencoc.crash;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Every attempt of every sender with what came of it, and what should never have happened. Safe for all threads. */
final class Journal {
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();

    /** Before it is sent: what is stored and not here was never sent. */
    void sending(Attempt attempt) {
        attempts.put(attempt.id, attempt);
    }

    void answered(Attempt attempt, Attempt.Answer answer) {
        attempt.answered(answer);
        if (answer == Attempt.Answer.ACKNOWLEDGED) {
            acknowledged.incrementAndGet();
        }
    }

    /** Counts what came of a request: a status, or how it broke. */
    void count(String outcome) {
        answers.computeIfAbsent(outcome, o -> new AtomicInteger()).incrementAndGet();
    }

    void finding(String what) {
        findings.add(what);
    }

    Collection<String> findings() {
        return findings;
    }

    Map<String, Attempt> attempts() {
        return attempts;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    int count(int status) {
        AtomicInteger n = answers.get(String.valueOf(status));
        return n == null ? 0 : n.get();
    }

    @Override
    public String toString() {
        Map<Attempt.Answer, Integer> byAnswer = new TreeMap<>();
        attempts.values().forEach(a -> byAnswer.merge(a.answer(), 1, Integer::sum));
        return attempts.size() + " attempts " + byAnswer + "; requests " + new TreeMap<>(answers);
    }
}
