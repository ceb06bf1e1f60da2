package io.opencoc.crash;

import io.opencoc.bench.Hook;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One sender with alarms of its own: posts some at once, and posts them again until they are acknowledged, as Prometheus does. Told to end, it
 * goes on until all its alarms have recovered.
 */
final class Sender implements Runnable {
    private static final int SERIES = 10;
    private static final int AT_ONCE = 6;
    private static final int MOST_FIRINGS = 3;
    private static final long GROUP_MILLIS = 5_000;
    // Longer than any stop of the server and anything that it waits for: whoever waits for so long was forgotten.
    static final int PATIENCE_MILLIS = 60_000;

    private final int number;
    private final URI address;
    private final String key;
    private final Journal journal;
    private final Random random;
    private final List<Series> series = new ArrayList<>();
    private int names;
    private int attempts;
    private Hook hook;
    private volatile boolean ending;

    Sender(int number, URI address, String key, Journal journal, long seed) {
        this.number = number;
        this.address = address;
        this.key = key;
        this.journal = journal;
        this.random = new Random(seed + number);
        for (int i = 0; i < SERIES; i++) {
            series.add(fresh());
        }
    }

    /** No alarm begins from now on. */
    void end() {
        ending = true;
    }

    @Override
    public void run() {
        try {
            while (!ending || series.stream().anyMatch(Series::isFiring)) {
                if (random.nextInt(50) == 0) {
                    sendNonsense();
                }
                List<Series> some = some();
                while (!send(some)) {
                    pause(100, 400);
                }
                some.forEach(this::acknowledged);
                pause(50, 250);
            }
        } catch (InterruptedException e) {
            journal.finding("sender " + number + " did not get rid of its alarms in time");
        } catch (RuntimeException e) {
            journal.finding("sender " + number + " failed: " + e);
        } finally {
            hangUp();
        }
    }

    /** Alarms that fire, or begin to. */
    private List<Series> some() {
        List<Series> some =
                series.stream().filter(s -> s.isFiring() || !ending).collect(Collectors.toCollection(ArrayList::new));
        java.util.Collections.shuffle(some, random);
        List<Series> taken = some.subList(0, Math.min(some.size(), 1 + random.nextInt(AT_ONCE)));
        taken.stream()
                .filter(s -> !s.isFiring())
                .forEach(s -> s.begin(Instant.now().truncatedTo(ChronoUnit.MILLIS), 1 + random.nextInt(MOST_FIRINGS)));
        return taken;
    }

    private void acknowledged(Series s) {
        if (s.acknowledged() && (!s.isReusable() || random.nextBoolean())) {
            series.set(series.indexOf(s), fresh());
        }
    }

    private Series fresh() {
        int choice = random.nextInt(10);
        Rule rule = choice < 4 ? Rule.EACH : choice < 8 ? Rule.GROUPED : choice < 9 ? Rule.SILENT : Rule.UNMATCHED;
        String group =
                rule == Rule.GROUPED ? "g" + System.currentTimeMillis() / GROUP_MILLIS + "-" + random.nextInt(2) : "";
        return new Series("s" + number + "-" + names++, rule, group);
    }

    /** True when all were acknowledged. */
    private boolean send(List<Series> some) {
        List<Attempt> batch = some.stream()
                .map(s -> new Attempt(number + "/" + attempts++, s.current(), s.firesNext()))
                .toList();
        Attempt.Answer answer =
                send(batch, batch.stream().map(Attempt::json).collect(Collectors.joining(",", "[", "]")), 200, 503);
        if (answer != Attempt.Answer.ACKNOWLEDGED) {
            some.forEach(Series::failed);
        }
        return answer == Attempt.Answer.ACKNOWLEDGED;
    }

    /** Something that must be refused, whole, and never be stored. */
    private void sendNonsense() {
        Series s = fresh();
        s.begin(Instant.now(), 1);
        Attempt bad = new Attempt(number + "/" + attempts++, s.current(), true);
        String body = bad.json();
        send(
                List.of(bad),
                random.nextBoolean() ? "[" + body : "[" + body.replace("\"startsAt\":\"", "\"startsAt\":\"x") + "]",
                400,
                503);
    }

    private Attempt.Answer send(List<Attempt> batch, String body, int expected, int also) {
        batch.forEach(journal::sending);
        Attempt.Answer answer = Attempt.Answer.NONE;
        try {
            if (hook == null) {
                hook = Hook.alerts(address, key, PATIENCE_MILLIS);
            }
            int status = hook.send(body.getBytes(StandardCharsets.UTF_8));
            journal.count(String.valueOf(status));
            answer = Attempt.Answer.of(status);
            if (status != expected && status != also) {
                journal.finding("a request was answered " + status + " in place of " + expected + ": " + body);
            }
        } catch (SocketTimeoutException e) {
            journal.count("no answer");
            journal.finding("a request had no answer within " + PATIENCE_MILLIS / 1000 + " s");
            hangUp();
        } catch (IOException e) {
            journal.count("broken");
            hangUp();
        }
        for (Attempt a : batch) {
            journal.answered(a, answer);
        }
        return answer;
    }

    private void hangUp() {
        if (hook != null) {
            try {
                hook.close();
            } catch (IOException e) {
                // it is gone either way
            }
            hook = null;
        }
    }

    private void pause(int from, int to) throws InterruptedException {
        Thread.sleep(random.nextInt(from, to));
    }
}
