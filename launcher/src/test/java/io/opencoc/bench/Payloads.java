package io.opencoc.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bodies of requests, made before anything is measured. Up to 10,000 different alerts are ready; of more fingerprints the number of
 * each alert is written over in a copy, for so many bodies would not fit into memory. Safe for all threads.
 */
final class Payloads {
    private static final int READY = 10_000;
    private static final byte[] NUMBER_FOLLOWS = "\"host-".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;

    private final int batch;
    private final int alerts;
    private final int passes;
    private final List<byte[]> requests = new ArrayList<>();
    private int longest;

    /**
     * @param batch alerts in a request
     * @param fingerprints how many different alerts there are; above 10,000 rounded down to a multiple of that
     */
    Payloads(int batch, int fingerprints) {
        this.batch = batch;
        this.alerts = Math.min(fingerprints, READY);
        this.passes = fingerprints / alerts;
        for (int first = 0; first < alerts; first += batch) {
            byte[] body = Alerts.batch(first, batch, alerts);
            byte[] head = (body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] all = new byte[head.length + body.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            requests.add(all);
            longest = Math.max(longest, all.length);
        }
    }

    /** How many alerts a request has. */
    int batch() {
        return batch;
    }

    /** How many bytes the longest request takes. */
    int longest() {
        return longest;
    }

    /** Puts the {@code n}th request: what follows {@code Content-Length: }, headers' end and body. */
    void put(long n, ByteBuffer to) {
        int which = (int) (n % requests.size());
        int from = to.position();
        to.put(requests.get(which));
        if (passes > 1) {
            long pass = n / requests.size() % passes;
            renumber(to, from, which * (long) batch, pass * alerts);
        }
    }

    private void renumber(ByteBuffer to, int from, long first, long add) {
        int at = from;
        for (int i = 0; i < batch; i++) {
            at = after(to, at);
            long number = (first + i) % alerts + add;
            for (int digit = DIGITS - 1; digit >= 0; digit--) {
                to.put(at + digit, (byte) ('0' + number % 10));
                number /= 10;
            }
        }
    }

    private static int after(ByteBuffer in, int from) {
        for (int at = from; ; at++) {
            int same = 0;
            while (same < NUMBER_FOLLOWS.length && in.get(at + same) == NUMBER_FOLLOWS[same]) {
                same++;
            }
            if (same == NUMBER_FOLLOWS.length) {
                return at + same;
            }
        }
    }
}
