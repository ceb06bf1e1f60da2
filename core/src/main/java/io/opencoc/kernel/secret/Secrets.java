package io.opencoc.kernel.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Encrypts what must rest secretly in the database: Tink's AES-256-GCM under the installation's keyset, bound to what it belongs to. The
 * keyset lives in a file of mode 0600 or in the environment. Safe for all threads; quick enough for an event loop.
 */
public final class Secrets {
    /** What Tink puts before a ciphertext: a one, and the id of the key in four bytes. */
    private static final int PREFIX = 5;

    private final Aead aead;
    private final KeysetHandle keyset;
    private final byte[] seed;

    private Secrets(KeysetHandle keyset, byte[] seed) throws GeneralSecurityException {
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.keyset = keyset;
        this.seed = seed;
    }

    /** The id of the key that encrypts; the others only decrypt what was encrypted before they were replaced. */
    public int key() {
        return keyset.getPrimary().getId();
    }

    /** Whether there is a key of this id. */
    public boolean hasKey(int id) {
        return IntStream.range(0, keyset.size()).anyMatch(i -> keyset.getAt(i).getId() == id);
    }

    /** How many keys there are: more than one while they are being changed. */
    public int keys() {
        return keyset.size();
    }

    /** Whether this was encrypted with the key that encrypts now. */
    public boolean isCurrent(byte[] encrypted) {
        return encrypted.length > PREFIX
                && encrypted[0] == 1
                && ByteBuffer.wrap(encrypted, 1, 4).getInt() == key();
    }

    /**
     * Reads the keyset file, or makes it on the first start.
     *
     * @throws IllegalStateException when it is there and cannot be used: losing it means losing every secret, so nothing is overwritten
     */
    public static Secrets at(Path file) {
        try {
            if (!Files.exists(file)) {
                MasterKey.write(file, generate());
            }
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException("The master key file " + file + " cannot be used: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The master key file " + file + " is not one that this server wrote", e);
        }
    }

    /**
     * Reads a keyset as {@link #generate} gave it.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static Secrets parse(String text) {
        try {
            AeadConfig.register();
            JsonNode json = Json.tree(text);
            KeysetHandle keyset = TinkJsonProtoKeysetFormat.parseKeyset(
                    json.path("keyset").toString(), InsecureSecretKeyAccess.get());
            return new Secrets(
                    keyset, Base64.getDecoder().decode(json.path("seed").asString("")));
        } catch (GeneralSecurityException | JacksonException e) {
            throw new IllegalArgumentException("not a master key", e);
        }
    }

    /** A new keyset, as text. */
    public static String generate() {
        try {
            AeadConfig.register();
            byte[] seed = new byte[32];
            new SecureRandom().nextBytes(seed);
            String keyset = TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
            return Json.write(Map.of(
                    "keyset", Json.tree(keyset), "seed", Base64.getEncoder().encodeToString(seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Encrypts.
     *
     * @param secret in clear
     * @param owner what it belongs to, as {@code integration:<id>}: it decrypts only with the same owner
     */
    public byte[] encrypt(String secret, String owner) {
        try {
            return aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), owner.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /**
     * Decrypts.
     *
     * @throws IllegalStateException when it was encrypted for another owner or by another installation
     */
    public String decrypt(byte[] encrypted, String owner) {
        try {
            return new String(aead.decrypt(encrypted, owner.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret of " + owner + " cannot be decrypted with this master key", e);
        }
    }

    /** A secret that is always the same for the installation and label: 64 hexadecimal digits. */
    public String derive(String label) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return java.util.HexFormat.of().formatHex(mac.doFinal(label.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
