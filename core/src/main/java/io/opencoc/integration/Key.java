package io.opencoc.integration;

import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.secret.Tokens;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * An integration's key as it rests in the database.
 *
 * @param hash finds it
 * @param secret shows it again to people
 */
record Key(Buffer hash, Buffer secret) {

    /** A new key. */
    static Key random(Secrets secrets, UUID integration) {
        String key = Tokens.random();
        return new Key(Buffer.buffer(Tokens.hash(key)), Buffer.buffer(secrets.encrypt(key, owner(integration))));
    }

    /** The key in clear. */
    static String reveal(Secrets secrets, UUID integration, byte[] secret) {
        return secrets.decrypt(secret, owner(integration));
    }

    private static String owner(UUID integration) {
        return "integration:" + integration;
    }
}
