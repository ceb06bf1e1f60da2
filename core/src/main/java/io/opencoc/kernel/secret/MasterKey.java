package io.opencoc.kernel.secret;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text that holds an installation's keys, and how they are changed: first a new key is added, with which everything is encrypted from then
 * on; when nothing is encrypted with the old ones any more, they are dropped. The seed of what is derived stays, and with it the fingerprint.
 */
public final class MasterKey {
    private MasterKey() {}

    private interface Change {
        KeysetHandle of(KeysetHandle keys) throws GeneralSecurityException;
    }

    /**
     * The same keys and a new one, which encrypts.
     *
     * @throws IllegalArgumentException when the text is not a master key
     */
    public static String withNewKey(String text) {
        return changed(text, keys -> KeysetHandle.newBuilder(keys)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build());
    }

    /**
     * The key that encrypts, without the others.
     *
     * @throws IllegalArgumentException when the text is not a master key
     */
    public static String newKeyAlone(String text) {
        return changed(text, keys -> {
            KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
            for (int i = keys.size() - 1; i >= 0; i--) {
                if (!keys.getAt(i).isPrimary()) {
                    builder.deleteAt(i);
                }
            }
            return builder.build();
        });
    }

    private static String changed(String text, Change change) {
        try {
            AeadConfig.register();
            ObjectNode json = (ObjectNode) Json.tree(text);
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeyset(
                    json.path("keyset").toString(), InsecureSecretKeyAccess.get());
            json.set(
                    "keyset",
                    Json.tree(
                            TinkJsonProtoKeysetFormat.serializeKeyset(change.of(keys), InsecureSecretKeyAccess.get())));
            return Json.write(json);
        } catch (GeneralSecurityException | JacksonException | ClassCastException e) {
            throw new IllegalArgumentException("not a master key", e);
        }
    }

    /** Writes the file, for its owner alone, so that after a crash either the old text or the new one is there whole. */
    public static void write(Path file, String text) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(fresh, Set.of(StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        // The new name, too, outlives a loss of power.
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
