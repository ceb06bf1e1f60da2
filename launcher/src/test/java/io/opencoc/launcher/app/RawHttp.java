package io.opencoc.launcher.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Requests that no client would send, byte by byte. */
record RawHttp(int port) {

    /** Status, headers in lower case, body. */
    record Answer(int status, String head, String body) {
        String header(String name) {
            return head.lines()
                    .filter(l -> l.startsWith(name + ":"))
                    .map(l -> l.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Sends a request line with headers and a body, and reads until the server closes. */
    Answer send(String line, String body, String... headers) {
        StringBuilder text = new StringBuilder(line + "\r\nHost: coc\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return bytes(text + "\r\n" + body);
    }

    /** Sends these characters. */
    Answer bytes(String text) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream in = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            } catch (IOException closedEarly) {
                in.reset();
            }
            socket.getInputStream().transferTo(in);
            String[] parts = in.toString(StandardCharsets.UTF_8).split("\r\n\r\n", 2);
            String head = parts[0].toLowerCase(Locale.ROOT);
            return new Answer(
                    head.isEmpty() ? 0 : Integer.parseInt(head.split(" ", 3)[1]),
                    head,
                    parts.length < 2 ? "" : parts[1]);
        } catch (IOException e) {
            throw new AssertionError(text.lines().findFirst().orElse(""), e);
        }
    }
}
