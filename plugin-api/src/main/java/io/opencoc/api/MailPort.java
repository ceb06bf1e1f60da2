package io.opencoc.api;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail over SMTP with pooled connections, time-outs and the server's limits.
 *
 * <p>Threading: safe for all threads; nothing blocks. Results arrive on a thread of the server, which must not be blocked either.
 *
 * @since 1.0
 */
public interface MailPort {

    /** How the connection is secured. */
    enum Security {
        /** Plain text; only for a relay on a trusted network. */
        NONE,
        /** STARTTLS, and nothing is sent without it. */
        STARTTLS,
        /** TLS from the first byte (port 465). */
        TLS
    }

    /**
     * Where mail is handed over.
     *
     * @param host name or address
     * @param port 1 to 65535
     * @param security of the connection
     * @param trustAll true accepts any certificate: for test installations only
     * @param user for SMTP AUTH; null sends without signing in
     * @param password for SMTP AUTH
     */
    record Server(
            String host,
            int port,
            Security security,
            boolean trustAll,
            @Nullable String user,
            @Nullable String password) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * One mail to one person.
     *
     * @param messageId without angle brackets; the same for each try of the same mail
     * @param from sender, as {@code name <address>} or a bare address
     * @param to receiver, a bare address
     * @param toName receiver's name
     * @param subject one line; line breaks are refused
     * @param text plain text body
     * @param html the same as HTML, escaped by the caller; null for plain text only
     */
    record Mail(
            String messageId,
            String from,
            String to,
            String toName,
            String subject,
            String text,
            @Nullable String html) {}

    /**
     * Hands a mail to the server.
     *
     * @return the SMTP server's answer; fails with {@link DeliveryException}: permanent for refusals (5xx), transient for the rest
     */
    Uni<DeliveryReceipt> send(Server server, Mail mail);
}
