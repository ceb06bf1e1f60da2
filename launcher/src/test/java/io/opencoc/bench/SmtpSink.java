package io.opencoc.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiConsumer;

/** An SMTP server that takes every mail at once, and only notes its subject and the moment at which it had all of it. */
final class SmtpSink implements AutoCloseable {
    private final ServerSocket listener;
    private final BiConsumer<String, Long> mails;

    /** @param mails gets each mail's subject and {@link System#nanoTime}, from several threads */
    SmtpSink(BiConsumer<String, Long> mails) throws IOException {
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

    int port() {
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
                    String subject = mail(in);
                    mails.accept(subject, System.nanoTime());
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

    private static String mail(BufferedReader in) throws IOException {
        String subject = "";
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (subject.isEmpty() && line.startsWith("Subject:")) {
                subject = line.substring(8).strip();
            }
        }
        return subject;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
