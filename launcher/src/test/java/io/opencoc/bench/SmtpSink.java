package io.opencoc.bench;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** An SMTP server that takes every mail at once, and only notes what it is and the moment at which it had all of it. */
public final class SmtpSink implements AutoCloseable {
    private final ServerSocket listener;
    private final Consumer<Mail> mails;

    /**
     * A mail.
     *
     * @param id its Message-ID
     * @param at {@link System#nanoTime} when all of it was there
     */
    public record Mail(String id, String subject, long at) {}

    /** @param mails gets each mail before it is acknowledged, from several threads */
    public SmtpSink(Consumer<Mail> mails) throws IOException {
        this.mails = mails;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            client.setTcpNoDelay(true);
            OutputStream out = client.getOutputStream();
            say(out, "220 sink ESMTP");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("EHLO")) {
                    say(out, "250-sink\r\n250-PIPELINING\r\n250 8BITMIME");
                } else if (command.startsWith("DATA")) {
                    say(out, "354 go on");
                    mails.accept(mail(in));
                    say(out, "250 taken");
                } else if (command.startsWith("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 well");
                }
            }
        } catch (IOException gone) {
            // the client went away
        }
    }

    private static Mail mail(BufferedReader in) throws IOException {
        String id = "";
        String subject = "";
        String line = in.readLine();
        for (; line != null && !line.equals("."); line = in.readLine()) {
            if (subject.isEmpty() && line.startsWith("Subject:")) {
                subject = line.substring(8).strip();
            } else if (id.isEmpty() && line.startsWith("Message-ID:")) {
                id = line.substring(11).strip();
            }
        }
        if (line == null) {
            throw new EOFException("the client went away in the middle of a mail");
        }
        return new Mail(id, subject, System.nanoTime());
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
