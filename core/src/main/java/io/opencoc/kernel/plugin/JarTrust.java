package io.opencoc.kernel.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginRuntimeException;

/**
 * Whose signatures count. A jar is signed (by {@code jarsigner}) when each entry of it is, by the same trusted key; the certificate's own
 * dates and issuer say nothing, for the key itself is what the operator has named. Immutable.
 *
 * @param required whether other jars are refused
 * @param keys that are trusted
 */
public record JarTrust(boolean required, List<Key> keys) {
    /** Any jar is loaded, and nobody's signature is known. */
    public static final JarTrust NOBODY = new JarTrust(false, List.of());

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (CERTIFICATE|PUBLIC KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final long MOST_BYTES = 512L << 20;
    private static final int LARGEST_FILE = 1 << 20;

    /**
     * A trusted key.
     *
     * @param name for people: of its certificate, or of its file
     */
    public record Key(String name, PublicKey key) {}

    public JarTrust {
        keys = List.copyOf(keys);
    }

    /**
     * Reads PEM files of X.509 certificates or public keys.
     *
     * @throws IOException naming the file that is not such a one
     */
    public static JarTrust read(boolean required, List<Path> files) throws IOException {
        List<Key> keys = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException(file + " is larger than 1 MiB");
            }
            int before = keys.size();
            Matcher blocks = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (blocks.find()) {
                try {
                    byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
                    keys.add(blocks.group(1).equals("CERTIFICATE") ? certificate(der) : publicKey(file, der));
                } catch (GeneralSecurityException | IllegalArgumentException e) {
                    throw new IOException(file + " holds something that is no certificate and no public key", e);
                }
            }
            if (keys.size() == before) {
                throw new IOException(file + " holds no PEM certificate and no PEM public key");
            }
        }
        return new JarTrust(required, keys);
    }

    private static Key certificate(byte[] der) throws GeneralSecurityException {
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        return new Key(certificate.getSubjectX500Principal().getName(), certificate.getPublicKey());
    }

    private static Key publicKey(Path file, byte[] der) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "Ed25519", "Ed448", "DSA")) {
            try {
                PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
                return new Key(String.valueOf(file.getFileName()), key);
            } catch (java.security.spec.InvalidKeySpecException e) {
                // of another algorithm
            }
        }
        throw new GeneralSecurityException("unknown algorithm");
    }

    /**
     * Who signed the jar. Reads it as a whole.
     *
     * @return null where nobody who is trusted did, and that is not required
     * @throws PluginRuntimeException if it was changed after it was signed, or is not signed as required
     */
    @Nullable
    String signer(Path jar) {
        if (keys.isEmpty() && !required) {
            return null;
        }
        Set<Key> signers = new HashSet<>(keys);
        String unsigned = "it has no entries";
        boolean whole = true;
        String entryName = "";
        try (JarFile file = new JarFile(jar.toFile(), true)) {
            PluginManifest.read(file);
            long left = MOST_BYTES;
            for (JarEntry entry : Collections.list(file.entries())) {
                entryName = entry.getName();
                if (entry.isDirectory() || isOfSignature(entryName)) {
                    continue;
                }
                left = readAll(file, entry, left);
                Set<PublicKey> of = keysOf(entry);
                signers.removeIf(key -> !of.contains(key.key()));
                if (whole) {
                    whole = !signers.isEmpty();
                    unsigned = !signers.isEmpty()
                            ? ""
                            : of.isEmpty()
                                    ? "its entry " + entryName + " is not signed"
                                    : "its entry " + entryName + " is signed by nobody in plugins.trustedKeys";
                }
            }
        } catch (SecurityException e) {
            throw new PluginRuntimeException("it was changed after it was signed: " + entryName);
        } catch (IOException e) {
            throw new PluginRuntimeException("the file is not a readable jar: " + ForeignCode.reason(e));
        }
        if (!unsigned.isEmpty() && required) {
            throw new PluginRuntimeException(unsigned + ", and plugins.requireSigned is on");
        }
        return !unsigned.isEmpty()
                ? null
                : signers.stream().map(Key::name).sorted().findFirst().orElse(null);
    }

    /** A signature is checked when the entry has been read to its end. */
    private static long readAll(JarFile file, JarEntry entry, long left) throws IOException {
        byte[] buffer = new byte[8192];
        try (InputStream in = file.getInputStream(entry)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw new PluginRuntimeException("unpacked, it is larger than 512 MiB");
                }
            }
        }
        return left;
    }

    private static Set<PublicKey> keysOf(JarEntry entry) {
        CodeSigner[] signers = entry.getCodeSigners();
        Set<PublicKey> keys = new HashSet<>();
        if (signers != null) {
            for (CodeSigner signer : signers) {
                List<? extends Certificate> path = signer.getSignerCertPath().getCertificates();
                if (!path.isEmpty()) {
                    keys.add(path.getFirst().getPublicKey());
                }
            }
        }
        return keys;
    }

    /** What a signature cannot be over: itself and the manifest, which it covers in another way. */
    private static boolean isOfSignature(String entry) {
        String name = entry.toUpperCase(Locale.ROOT);
        return name.startsWith("META-INF/")
                && name.indexOf('/', 9) < 0
                && (name.equals(JarFile.MANIFEST_NAME)
                        || name.startsWith("META-INF/SIG-")
                        || name.matches(".*\\.(SF|DSA|RSA|EC)"));
    }
}
