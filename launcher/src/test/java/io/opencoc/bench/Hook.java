package io.opencoc.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that sends requests with JSON: HTTP/1.1 by hand, so that the generator takes little of the machine. For one thread. */
public final class Hook implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final URI server;
    private final String head;
    private final int patienceMillis;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private Hook(URI server, String head, int patienceMillis) throws IOException {
        this.server = server;
        this.head = head;
        this.patienceMillis = patienceMillis;
        connect();
    }

    /** One that posts alerts with an integration's key. */
    static Hook alerts(URI server, String key) throws IOException {
        return alerts(server, key, PATIENCE_MILLIS);
    }

    /** As {@link #alerts(URI, String)}, waiting so long for each part of an answer. */
    public static Hook alerts(URI server, String key, int patienceMillis) throws IOException {
        return new Hook(server, "POST /hooks/" + key + "/api/v2/alerts HTTP/1.1\r\n", patienceMillis);
    }

    /** One that changes a thing through the API. */
    static Hook put(URI server, String path, String token) throws IOException {
        return new Hook(
                server,
                "PUT /api/v1/" + path + " HTTP/1.1\r\nAuthorization: Bearer " + token + "\r\n",
                PATIENCE_MILLIS);
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(patienceMillis);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 10_000);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Sends and waits for the answer; gives its status. */
    public int send(byte[] json) throws IOException {
        byte[] begin = (head + "Host: " + server.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[begin.length + json.length];
        System.arraycopy(begin, 0, request, 0, begin.length);
        System.arraycopy(json, 0, request, begin.length, json.length);
        try {
            out.write(request);
        } catch (IOException refused) {
            // an answer may have come before all was sent: it is read below
        }
        return answer();
    }

    private int answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean close = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                close = true;
            }
        }
        in.skipNBytes(length);
        if (close) {
            socket.close();
            connect();
        }
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
