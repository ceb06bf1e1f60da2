package io.opencoc.launcher.app;

import io.opencoc.kernel.secret.LogMask;
import io.opencoc.kernel.secret.MasterKey;
import io.opencoc.kernel.secret.Secret;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.kernel.sql.DatabaseAddress;
import io.opencoc.kernel.sql.DatabaseSetup;
import io.opencoc.kernel.sql.InstallationKey;
import io.opencoc.kernel.sql.Reencryption;
import io.opencoc.launcher.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Changes the key that secrets in the database are encrypted with, while no server runs. First the new key is added and is on the disk; then one
 * transaction encrypts everything with it; then the old key is dropped. Ended at any point, a server starts with what is there, and
 * the next run goes on. Blocking, for seconds.
 */
public final class KeyRotation {
    private final Settings settings;
    private final Consumer<Step> reached;

    /** How far it came. */
    enum Step {
        KEY_ADDED,
        ENCRYPTED,
        COMMITTED,
        OLD_KEY_DROPPED
    }

    /** What came of it. */
    public record Outcome(int values) {}

    public KeyRotation(Settings settings) {
        this(settings, step -> {});
    }

    KeyRotation(Settings settings, Consumer<Step> reached) {
        this.settings = settings;
        this.reached = reached;
    }

    /** Changes the key in the master key file. */
    public Outcome ofFile() throws StartFailure {
        if (settings.secrets().masterKey() != null) {
            throw new StartFailure(
                    "The master key comes from the environment: run coc keys rotate --begin, then --finish");
        }
        Path file = settings.secrets().masterKeyFile();
        return alone(() -> {
            if (!Files.exists(file)) {
                throw new StartFailure("There is no master key file " + file + ": no server was started here yet");
            }
            String text = Files.readString(file);
            // More than one: a change that was broken off is brought to its end.
            if (parse(text).keys() == 1) {
                text = MasterKey.withNewKey(text);
                MasterKey.write(file, text);
            }
            reached.accept(Step.KEY_ADDED);
            int values = encrypt(parse(text));
            reached.accept(Step.COMMITTED);
            MasterKey.write(file, MasterKey.newKeyAlone(text));
            reached.accept(Step.OLD_KEY_DROPPED);
            return new Outcome(values);
        });
    }

    /** The given master key with a new key added. The servers must be given it before {@link #finish}. */
    public Secret begin() throws StartFailure {
        String text = given();
        return Secret.of(parse(text).keys() > 1 ? text : MasterKey.withNewKey(text));
    }

    /** Encrypts everything with the new key of the given master key, and gives the master key without the old ones. */
    public Secret finish() throws StartFailure {
        String text = given();
        Secrets secrets = parse(text);
        if (secrets.keys() == 1) {
            throw new StartFailure(
                    "COC_SECRETS_MASTER_KEY holds one key: set it to what coc keys rotate --begin has printed first");
        }
        return alone(() -> {
            encrypt(secrets);
            reached.accept(Step.COMMITTED);
            return Secret.of(MasterKey.newKeyAlone(text));
        });
    }

    private String given() throws StartFailure {
        Secret key = settings.secrets().masterKey();
        if (key == null) {
            throw new StartFailure("The master key is in the file "
                    + settings.secrets().masterKeyFile() + ": run coc keys rotate without --begin and --finish");
        }
        return key.reveal();
    }

    private Secrets parse(String text) throws StartFailure {
        try {
            return Secrets.parse(text);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    "The master key file " + settings.secrets().masterKeyFile() + " is not one that this server wrote",
                    e);
        }
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    /** With the data folder, which a server of this machine would have. */
    private <T> T alone(Work<T> work) throws StartFailure {
        settings.secretValues().forEach(LogMask::hide);
        try (DataFolder folder = DataFolder.take(settings.data())) {
            return work.run();
        } catch (Exception e) {
            throw StartFailure.of(e);
        }
    }

    private int encrypt(Secrets secrets) throws Exception {
        Stops stops = new Stops();
        try {
            DatabaseAddress outside = settings.db().address();
            DatabaseAddress address = outside == null ? Storage.embedded(settings, secrets, stops) : outside;
            InstallationKey.check(address, Storage.fingerprint(secrets), secrets);
            DatabaseSetup.Roles roles = Storage.roles(address, secrets);
            DatabaseSetup.migrate(address, roles);
            return Reencryption.run(
                    address, roles, secrets, EncryptedColumns.ALL, () -> reached.accept(Step.ENCRYPTED));
        } finally {
            stops.run();
        }
    }
}
