package io.opencoc.launcher;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sign-in of which only a part is sent at first: a request that stays under way for as long as a test wants. */
public final class HalfRequest implements AutoCloseable {
    private static final String BODY = "{\"user\":\"admin\",\"password\":\"%s\"}";

    private final Socket socket;
    private final String rest;

    public HalfRequest(int port, String password) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        String body = BODY.formatted(password);
        rest = body.substring(5);
        write("POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body.substring(0, 5));
    }

    /** Sends the rest, and gives everything that is answered until the server closes the connection. */
    public String finish() throws IOException {
        write(rest);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
