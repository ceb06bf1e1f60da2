package io.opencoc.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between senders and server, and breaks their connections on request, with a reset. Safe for all threads. */
final class ResetProxy implements AutoCloseable {
    private final URI server;
    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean withholding;

    ResetProxy(URI server) throws IOException {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /**
     * Resets every connection on both sides.
     *
     * @param withheldMillis for so long before, requests get through and answers do not
     */
    void reset(long withheldMillis) throws InterruptedException {
        withholding = true;
        Thread.sleep(withheldMillis);
        open.forEach(ResetProxy::cut);
        withholding = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
            open.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> copy(upstream, client, true));
            copy(client, upstream, false);
            back.join();
            open.remove(upstream);
        } catch (IOException | InterruptedException e) {
            cut(client); // nobody listens behind us
        } finally {
            open.remove(client);
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (answers && withholding) {
                    continue; // read and lost: the reset follows
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // cut
        }
        cut(from);
        cut(to);
    }

    private static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(ResetProxy::cut);
    }
}
