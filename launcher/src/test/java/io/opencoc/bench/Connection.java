package io.opencoc.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection with one request under way, by hand, so that the generator takes little of the machine. For one thread. */
final class Connection {
    private static final int LONGEST_HEAD = 16 << 10;

    private final Target target;
    private final Selector selector;
    private final int number;
    private final byte[] head;
    private final ByteBuffer out;
    private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST_HEAD);
    private @Nullable SocketChannel channel;
    private long reopenAt;
    /** Of the answer under way, once its head is there; else 0. */
    private int status;

    private long bodyLeft;
    private boolean last;
    private boolean underWay;

    /** @param longest request that will be sent, in bytes */
    Connection(Target target, int longest, Selector selector, int number) throws IOException {
        this.target = target;
        this.selector = selector;
        this.number = number;
        this.head = ("POST " + target.path() + " HTTP/1.1\r\nHost: "
                        + target.address().getAuthority() + "\r\nContent-Type: application/json\r\nContent-Length: ")
                .getBytes(StandardCharsets.US_ASCII);
        this.out = ByteBuffer.allocateDirect(head.length + longest);
        connect();
    }

    int number() {
        return number;
    }

    boolean isOpen() {
        return channel != null;
    }

    /** Whether a request has been begun that is not answered yet. */
    boolean isUnderWay() {
        return underWay;
    }

    void connect() throws IOException {
        reopenAt = 0;
        in.clear();
        status = 0;
        last = false;
        SocketChannel opened = SocketChannel.open(new InetSocketAddress(
                target.address().getHost(), target.address().getPort()));
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_READ, this);
        channel = opened;
    }

    void reopenAt(long nanos) {
        reopenAt = nanos == 0 ? 1 : nanos;
    }

    boolean isDueToReopen(long now) {
        return reopenAt != 0 && now - reopenAt >= 0;
    }

    /** Begins a request. */
    void send(Payloads payloads, long n) throws IOException {
        underWay = true;
        out.clear();
        out.put(head);
        payloads.put(n, out);
        out.flip();
        write(open());
    }

    /** Goes on with what the channel is ready for; gives the answer's status once it is complete, else 0. */
    int ready() throws IOException {
        SocketChannel c = open();
        if (out.hasRemaining()) {
            write(c);
        }
        if (c.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        return answer();
    }

    private void write(SocketChannel c) throws IOException {
        c.write(out);
        SelectionKey key = c.keyFor(selector);
        int wanted = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private int answer() throws IOException {
        in.flip();
        if (status == 0 && !head()) {
            if (in.limit() == in.capacity()) {
                throw new IOException("the answer's head is too long");
            }
            in.position(in.limit());
            in.limit(in.capacity());
            return 0;
        }
        int skipped = (int) Math.min(bodyLeft, in.remaining());
        in.position(in.position() + skipped);
        bodyLeft -= skipped;
        in.compact();
        if (bodyLeft > 0) {
            return 0;
        }
        int complete = status;
        status = 0;
        underWay = false;
        if (last || out.hasRemaining()) {
            close(); // an answer before all was sent: the rest of the request would be taken for another one
        }
        return complete;
    }

    /** Reads the head when it is complete, and leaves the buffer behind it. */
    private boolean head() throws IOException {
        int end = 0;
        while (end + 4 <= in.limit() && !(in.get(end) == '\r' && in.getInt(end) == 0x0d0a0d0a)) {
            end++;
        }
        if (end + 4 > in.limit()) {
            return false;
        }
        byte[] bytes = new byte[end];
        in.get(bytes);
        in.position(end + 4);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (text.length() < 12 || text.contains("\r\ntransfer-encoding:")) {
            throw new IOException("the answer is not what this client understands: " + text);
        }
        status = Integer.parseInt(text.substring(9, 12));
        int length = text.indexOf("\r\ncontent-length:");
        int lineEnd = text.indexOf("\r\n", length + 2);
        bodyLeft = length < 0
                ? 0
                : Long.parseLong(text.substring(length + 17, lineEnd < 0 ? text.length() : lineEnd)
                        .strip());
        last = text.contains("\r\nconnection: close");
        return true;
    }

    private SocketChannel open() throws IOException {
        SocketChannel c = channel;
        if (c == null) {
            throw new IOException("not connected");
        }
        return c;
    }

    void close() {
        SocketChannel c = channel;
        channel = null;
        underWay = false;
        if (c != null) {
            try {
                c.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }
}
