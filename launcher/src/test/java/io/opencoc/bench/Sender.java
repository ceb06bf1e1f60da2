package io.opencoc.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** Some of a load's connections, served by one thread. */
final class Sender implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

    private final Load load;
    private final long pause;
    private final long offset;
    private final Selector selector = Selector.open();
    private final List<Connection> all = new ArrayList<>();
    private final Queue<Connection> idle = new ArrayDeque<>();
    private final Load.Result result = new Load.Result();
    private final long[] sentAt;
    private long planned;
    private int underWay;

    /**
     * @param pause nanoseconds from one request to the next; 0 for as fast as answers come
     * @param offset nanoseconds until the first one
     */
    Sender(Load load, int connections, long pause, long offset) throws IOException {
        this.load = load;
        this.pause = pause;
        this.offset = offset;
        this.sentAt = new long[connections];
        for (int i = 0; i < connections; i++) {
            Connection c = new Connection(load.target(), load.payloads().longest(), selector, i);
            all.add(c);
            idle.add(c);
        }
    }

    Load.Result result() {
        return result;
    }

    /** Sends from one moment to the other, of {@link System#nanoTime}, then waits for what is under way. */
    void run(long begin, long end) {
        try {
            for (long now = System.nanoTime(); now < end || underWay > 0; now = System.nanoTime()) {
                long next = begin + offset + planned * pause;
                boolean open = now < end && !load.isHeld() && (pause == 0 || next < end);
                while (open && !idle.isEmpty() && next <= now) {
                    send(idle.remove(), pause == 0 ? System.nanoTime() : next);
                    planned++;
                    next += pause;
                    open = pause == 0 || next < end;
                }
                if (now > end + PATIENCE) {
                    result.broken += underWay;
                    return;
                }
                long wait = idle.isEmpty() || now >= end ? 100 : 1;
                selector.select(this::ready, wait);
                reopen(now);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(Connection c, long at) {
        sentAt[c.number()] = at;
        underWay++;
        try {
            c.send(load.payloads(), load.nextRequest());
        } catch (IOException e) {
            lost(c);
        }
    }

    private void ready(SelectionKey key) {
        Connection c = (Connection) key.attachment();
        try {
            int status = c.ready();
            if (status > 0) {
                underWay--;
                count(c, status);
                if (!c.isOpen()) {
                    c.connect();
                }
                idle.add(c);
            }
        } catch (IOException e) {
            lost(c);
        }
    }

    private void count(Connection c, int status) {
        if (status / 100 == 2) {
            result.latencies.add(System.nanoTime() - sentAt[c.number()]);
            result.acknowledged += load.payloads().batch();
        } else if (status == 503) {
            result.refused++;
        } else {
            throw new IllegalStateException(load.target().path() + " answered " + status);
        }
    }

    private void lost(Connection c) {
        if (c.isUnderWay()) {
            underWay--;
            result.broken++;
        } else {
            idle.remove(c);
        }
        c.close();
        c.reopenAt(System.nanoTime() + AGAIN);
    }

    private void reopen(long now) {
        for (Connection c : all) {
            if (c.isDueToReopen(now)) {
                try {
                    c.connect();
                } catch (IOException e) {
                    c.reopenAt(now + AGAIN);
                    continue;
                }
                idle.add(c);
            }
        }
    }

    @Override
    public void close() throws IOException {
        all.forEach(Connection::close);
        selector.close();
    }
}
