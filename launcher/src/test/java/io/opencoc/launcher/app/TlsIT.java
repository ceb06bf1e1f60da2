package io.opencoc.launcher.app;

import static io.opencoc.launcher.ServerClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.launcher.ServerClient;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listener with a certificate. */
class TlsIT {
    @TempDir
    Path folder;

    @Test
    void speaksHttp2OverTlsAndTakesANewCertificate() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        KeyStore first = make("first", certificate, key);
        App app = TestApp.start(
                folder.resolve("data"),
                "COC_HTTP_TLS_CERTIFICATE",
                certificate.toString(),
                "COC_HTTP_TLS_KEY",
                key.toString());
        try {
            ServerClient client = client(app, first);
            HttpResponse<String> session = client.signIn(TestApp.PASSWORD);
            assertEquals(201, session.statusCode(), session.body());
            assertEquals(HttpClient.Version.HTTP_2, session.version());
            assertTrue(session.headers().firstValue("Set-Cookie").orElse("").contains("Secure"));
            assertEquals(
                    "max-age=31536000; includeSubDomains",
                    session.headers().firstValue("Strict-Transport-Security").orElse(""));

            KeyStore second = make("second", certificate, key);
            assertThrows(Exception.class, () -> client(app, second).get("/health/live"));
            app.reloadCertificate();
            eventually("the new certificate is presented", () -> client(app, second)
                    .isReady());

            Files.writeString(key, "not a key");
            app.reloadCertificate();
            assertTrue(client(app, second).isReady(), "the old one stays");
        } finally {
            app.stop();
        }
        StartFailure refused = assertThrows(
                StartFailure.class,
                () -> TestApp.start(
                        folder.resolve("data"),
                        "COC_HTTP_TLS_CERTIFICATE",
                        certificate.toString(),
                        "COC_HTTP_TLS_KEY",
                        key.toString()));
        assertTrue(refused.getMessage().startsWith("The certificate " + certificate), refused.getMessage());
    }

    private static ServerClient client(App app, KeyStore trusted) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("server", trusted.getCertificate("server"));
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] managers = trust.getTrustManagers();
            context.init(null, managers, null);
            return new ServerClient(
                    HttpClient.newBuilder().sslContext(context).build(), "https://127.0.0.1:" + app.port());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Makes a key and writes both files in PEM. */
    private KeyStore make(String name, Path certificate, Path key) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0, "keytool");
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        X509Certificate made = (X509Certificate) keys.getCertificate("server");
        Files.writeString(certificate, pem("CERTIFICATE", made.getEncoded()));
        Files.writeString(
                key,
                pem(
                        "PRIVATE KEY",
                        keys.getKey("server", "changeit".toCharArray()).getEncoded()));
        return keys;
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }
}
