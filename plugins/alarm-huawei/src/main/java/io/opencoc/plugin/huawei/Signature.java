package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.BadPayloadException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** SMN's signature, version 1: RSA over the fields that count, each as a line with its name and a line with its value. */
final class Signature {
    private static final Set<String> ALGORITHMS = Set.of("SHA256WITHRSA", "SHA384WITHRSA", "SHA512WITHRSA");
    private static final List<String> NOTIFICATION =
            List.of("message", "message_id", "subject", "timestamp", "topic_urn", "type");
    private static final List<String> SUBSCRIPTION =
            List.of("message", "message_id", "subscribe_url", "timestamp", "topic_urn", "type");

    private Signature() {}

    /** What is signed. A subject that is blank is left out with its name. */
    static String canonical(Envelope envelope) throws BadPayloadException {
        StringBuilder text = new StringBuilder();
        for (String name : envelope.type() == Envelope.Type.NOTIFICATION ? NOTIFICATION : SUBSCRIPTION) {
            String value = envelope.fields().get(name);
            if (name.equals("subject") && (value == null || value.isBlank())) {
                continue;
            }
            if (value == null) {
                throw new BadPayloadException(name + " is missing, which SMN signs");
            }
            text.append(name).append('\n').append(value).append('\n');
        }
        return text.toString();
    }

    /** Does nothing when the signature is right and its certificate valid at this time. */
    static void check(Envelope envelope, X509Certificate certificate, Instant now) throws BadPayloadException {
        String text = canonical(envelope);
        try {
            certificate.checkValidity(Date.from(now));
            String algorithm = certificate.getSigAlgName();
            if (!ALGORITHMS.contains(algorithm.toUpperCase(java.util.Locale.ROOT))) {
                throw new BadPayloadException("the certificate at signing_cert_url is for " + Texts.shown(algorithm)
                        + ", not for SHA-2 with RSA");
            }
            java.security.Signature verifier = java.security.Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(text.getBytes(UTF_8));
            String signature = envelope.text("signature");
            if (signature == null || !verifier.verify(Base64.getDecoder().decode(signature.strip()))) {
                throw new BadPayloadException("signature does not fit: SMN has not sent this, or not like this");
            }
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new BadPayloadException("the certificate at signing_cert_url is not valid now");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BadPayloadException("signature cannot be checked: it is not a Base64 RSA signature");
        }
    }
}
