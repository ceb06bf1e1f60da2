package io.opencoc.plugin.huawei;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.HttpPort;
import io.opencoc.api.HttpPort.Answer;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Certificates by their address, fetched once an hour; the 64 used last are kept. What cannot be had is not asked for again at once. Safe for all threads. */
final class Certificates {
    private static final int MOST = 64;
    private static final int LARGEST = 32 << 10;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

    private final Map<URI, Kept> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Kept> eldest) {
            return size() > MOST;
        }
    };

    /** One or the other. */
    private record Kept(
            @Nullable X509Certificate certificate, @Nullable Throwable failure, Instant until) {}

    /** The certificate at an address that may be called. */
    Uni<X509Certificate> at(URI url, HttpPort http, Instant now) {
        synchronized (known) {
            Kept kept = known.get(url);
            if (kept != null && kept.until.isAfter(now)) {
                return kept.certificate != null
                        ? Uni.createFrom().item(kept.certificate)
                        : Uni.createFrom().failure(kept.failure);
            }
        }
        return http.send(HttpPort.Request.get(url))
                .chain(answer -> read(url, answer))
                .invoke(certificate -> keep(url, new Kept(certificate, null, now.plus(KEPT))))
                .onFailure()
                .invoke(failure -> keep(url, new Kept(null, failure, now.plus(FAILURE_KEPT))));
    }

    private void keep(URI url, Kept kept) {
        synchronized (known) {
            known.put(url, kept);
        }
    }

    private static Uni<X509Certificate> read(URI url, Answer answer) {
        if (answer.status() != 200) {
            String what = url.getHost() + " answers " + answer.status() + " for the certificate at signing_cert_url";
            return Uni.createFrom()
                    .failure(
                            answer.status() == 404 || answer.status() == 403
                                    ? new BadPayloadException(what)
                                    : new IOException(what));
        }
        try {
            if (answer.body().length > LARGEST) {
                throw new CertificateException("too large");
            }
            return Uni.createFrom().item((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(answer.body())));
        } catch (CertificateException e) {
            return Uni.createFrom()
                    .failure(new BadPayloadException("what is at signing_cert_url is not an X.509 certificate"));
        }
    }
}
