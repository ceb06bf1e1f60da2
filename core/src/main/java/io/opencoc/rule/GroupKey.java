package io.opencoc.rule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which alarms of a rule share an open incident: those with the same key. SHA-256 over the rule, the enterprise project unless that is the default
 * one, and each name and value, with their lengths: an incident never mixes projects.
 */
final class GroupKey {
    private final UUID rule;
    private final List<String> keys;

    GroupKey(UUID rule, List<String> keys) {
        this.rule = rule;
        // The order in which people list the keys means nothing.
        this.keys = keys.stream().sorted().toList();
    }

    /**
     * The key.
     *
     * @param project enterprise project of the alarm; null for the default one
     */
    byte[] of(AlarmKeys alarm, @Nullable UUID project) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(rule.getMostSignificantBits())
                    .putLong(rule.getLeastSignificantBits())
                    .flip());
            if (project != null) {
                add(digest, project.toString());
            }
            for (String key : keys) {
                add(digest, key);
                add(digest, Keys.value(alarm, key));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
