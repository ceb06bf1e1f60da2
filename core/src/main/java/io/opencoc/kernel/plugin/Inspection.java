package io.opencoc.kernel.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.pf4j.DefaultVersionManager;
import org.pf4j.PluginRuntimeException;

/**
 * Looks at jars without running anything of them: copies each into a folder of the host's own, so that nobody changes a file under a loaded class,
 * and checks size, manifest and signature. Blocks.
 */
public final class Inspection {
    /** The largest jar. */
    public static final long MOST_BYTES = 50L << 20;

    private final Path work;
    private final JarTrust trust;
    private final ManifestFinder manifests = new ManifestFinder(new DefaultVersionManager(), PluginHost.API_VERSION);
    private final Set<Path> copies = new HashSet<>();
    private long number;

    /**
     * Begins with an empty folder.
     *
     * @param work the host's own; what is in it is removed
     */
    public Inspection(Path work, JarTrust trust) throws IOException {
        this.work = Files.createDirectories(work);
        this.trust = trust;
        try (DirectoryStream<Path> old = Files.newDirectoryStream(work, "*.jar")) {
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Looks at a bundled jar, which is trusted, and unpacked to where it is loaded from. */
    InspectedJar bundled(String file, Path jar) {
        try {
            manifests.find(jar);
            return new InspectedJar(
                    file, true, jar, String.valueOf(jar.getFileName()), PluginManifest.peek(jar), null, null);
        } catch (RuntimeException e) {
            return InspectedJar.unreadable(file, true, ForeignCode.reason(e));
        }
    }

    /** Looks at a jar of the folder. */
    public InspectedJar inspect(Path jar) {
        String file = String.valueOf(jar.getFileName());
        Path copy = work.resolve(++number + ".jar");
        String hash = "";
        PluginManifest manifest = PluginManifest.NONE;
        try {
            hash = copy(jar, copy);
            manifest = PluginManifest.peek(copy);
            String signer = trust.signer(copy);
            manifests.find(copy);
            copies.add(copy);
            return new InspectedJar(file, false, copy, hash, manifest, signer, null);
        } catch (IOException | RuntimeException | LinkageError e) {
            discard(copy);
            String why = e instanceof IOException ? "it cannot be read: " : "";
            return new InspectedJar(file, false, null, hash, manifest, null, why + ForeignCode.reason(e));
        }
    }

    /** Removes the copies of jars that are not needed any more. */
    void keepOnly(Set<Path> needed) {
        copies.removeIf(copy -> {
            boolean gone = !needed.contains(copy);
            if (gone) {
                discard(copy);
            }
            return gone;
        });
    }

    private static void discard(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            copy.toFile().deleteOnExit(); // where open files cannot be deleted
        }
    }

    private static String copy(Path from, Path to) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        byte[] buffer = new byte[1 << 16];
        long left = MOST_BYTES;
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw new PluginRuntimeException("it is larger than 50 MiB");
                }
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
