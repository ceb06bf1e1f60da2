package io.opencoc.audit;

import io.opencoc.kernel.secret.Secrets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The key of the chain: HMAC-SHA256. Safe for all threads. */
public final class TrailKey {
    private static final String OWNER = "trail";
    private static final int BYTES = 32;

    /** Keyed once: making and keying one takes longer than a seal. A copy is as good as a new one. */
    private final Mac keyed;

    private TrailKey(byte[] key) {
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new one, as it rests in the database. */
    static byte[] generate(Secrets secrets) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return secrets.encrypt(HexFormat.of().formatHex(key), OWNER);
    }

    /**
     * The key as it rests.
     *
     * @throws IllegalStateException when it is another installation's
     */
    public static TrailKey of(Secrets secrets, byte[] encrypted) {
        return new TrailKey(HexFormat.of().parseHex(secrets.decrypt(encrypted, OWNER)));
    }

    /** The seal of a line that follows another one. */
    byte[] seal(byte[] previous, TraceLine line, long number) {
        Mac mac = mac();
        mac.update(previous);
        return mac.doFinal(Canonical.line(line, number));
    }

    /** Binds a place in a tenant's chain: {@code head} or {@code anchor}. */
    byte[] place(String kind, UUID tenant, long number, byte[] hash) {
        return mac().doFinal(Canonical.place(kind, tenant, number, hash));
    }

    boolean isPlace(String kind, UUID tenant, long number, byte @Nullable [] hash, byte @Nullable [] mac) {
        return hash != null && mac != null && MessageDigest.isEqual(place(kind, tenant, number, hash), mac);
    }

    private Mac mac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
