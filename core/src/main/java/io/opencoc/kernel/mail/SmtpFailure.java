package io.opencoc.kernel.mail;

import io.opencoc.api.DeliveryException;
import io.opencoc.api.MailPort.Server;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sorts what can go wrong with an SMTP server into what may pass and what will not: refusals (5xx, a refused sign-in among them)
 * and contradictions between settings and server stay; 4xx, connections, TLS and time-outs may pass.
 */
final class SmtpFailure {
    private static final int MAX_WORDS = 500;

    private SmtpFailure() {}

    static DeliveryException of(Throwable failure, Server server) {
        String at = server + ": ";
        return switch (failure) {
            case DeliveryException known -> known;
            case SMTPException answer -> refused(at, answer);
            case IllegalArgumentException bad -> DeliveryException.permanent(at + words(bad));
            case UnknownHostException e -> DeliveryException.transientFailure(at + "the host name is not known");
            case ConnectException e -> DeliveryException.transientFailure(at + "cannot connect: " + words(e));
            case SSLException e -> DeliveryException.transientFailure(at + "TLS failed: " + words(e));
            case TimeoutException e -> DeliveryException.transientFailure(at + "no answer in time");
            default -> other(at, words(failure));
        };
    }

    private static DeliveryException refused(String at, SMTPException answer) {
        String words = oneLine(String.join(" ", answer.getReplyMessages()));
        // the client takes an answer that is not SMTP for a 500: that is trouble on the way, not a refusal
        boolean refusal = answer.isPermanent() && words.startsWith("5");
        return refusal ? DeliveryException.permanent(at + words) : DeliveryException.transientFailure(at + words);
    }

    /** The mail client gives these without a type of their own. */
    private static DeliveryException other(String at, String words) {
        boolean settings = words.startsWith("STARTTLS required")
                || words.startsWith("login is required")
                || words.startsWith("message exceeds allowed size");
        return settings ? DeliveryException.permanent(at + words) : DeliveryException.transientFailure(at + words);
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return oneLine(message == null ? failure.getClass().getSimpleName() : message);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "…" : line;
    }
}
