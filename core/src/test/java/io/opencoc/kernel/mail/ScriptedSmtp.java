package io.opencoc.kernel.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An SMTP server that says what a test tells it to, with STARTTLS under a certificate that nobody trusts. */
final class ScriptedSmtp implements AutoCloseable {
    /** A reply that ends the connection instead. */
    static final String DROP = "DROP";
    /** A reply that never comes. */
    static final String SILENCE = "SILENCE";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile String capabilities = "250-scripted\r\n250 STARTTLS";

    ScriptedSmtp() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    /** Answers commands that start with a verb in another way; the verb {@code .} is the end of data, {@code CONNECT} the greeting. */
    ScriptedSmtp on(String verb, String reply) {
        replies.put(verb, reply);
        return this;
    }

    ScriptedSmtp capabilities(String lines) {
        capabilities = lines;
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All commands so far; those that came under TLS start with {@code tls:}. */
    List<String> commands() {
        return commands;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket plain) {
        try (plain) {
            Socket socket = plain;
            BufferedReader in = reader(socket);
            if (!say(socket, replies.getOrDefault("CONNECT", "220 scripted"))) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add((socket instanceof SSLSocket ? "tls:" : "") + line);
                String verb = line.split(" ", 2)[0];
                if (!say(socket, reply(verb)) || verb.equals("QUIT")) {
                    return;
                }
                if (verb.equals("STARTTLS")) {
                    socket = upgrade(plain);
                    in = reader(socket);
                } else if (verb.equals("DATA") && !data(socket, in)) {
                    return;
                }
            }
        } catch (Exception e) {
            commands.add("failed: " + e);
        }
    }

    private boolean data(Socket socket, BufferedReader in) throws IOException {
        if (DROP.equals(replies.get("BODY"))) {
            in.readLine();
            return false;
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                return say(socket, reply("."));
            }
        }
        return false;
    }

    private String reply(String verb) {
        String usual =
                switch (verb) {
                    case "EHLO" -> capabilities;
                    case "DATA" -> "354 go on";
                    case "STARTTLS" -> "220 go on";
                    case "AUTH" -> "235 welcome";
                    default -> "250 OK";
                };
        return replies.getOrDefault(verb, usual);
    }

    private static boolean say(Socket socket, String reply) throws IOException {
        if (reply.equals(DROP)) {
            return false;
        }
        if (!reply.equals(SILENCE)) {
            socket.getOutputStream().write((reply + "\r\n").getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }
        return true;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    private static SSLSocket upgrade(Socket plain) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        char[] password = "changeit".toCharArray();
        // GreenMail's own self-signed key
        try (@Nullable InputStream in = ScriptedSmtp.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(Objects.requireNonNull(in), password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, false);
        socket.setUseClientMode(false);
        return socket;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
