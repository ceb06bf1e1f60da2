package io.opencoc.launcher.settings;

import io.opencoc.kernel.secret.Secret;
import io.opencoc.kernel.sql.DatabaseAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set; {@code config/coc.yaml} explains each key. Immutable, and prints without secrets.
 *
 * @param data the folder that keeps everything
 */
public record Settings(
        Path data,
        Http http,
        Db db,
        Postgres embeddedPostgres,
        Ingest ingest,
        Audit audit,
        Mail mail,
        Log log,
        SignIn signIn,
        Admin admin,
        Secrets secrets,
        Plugins plugins,
        Attachments attachments,
        Metrics metrics) {

    /**
     * The listener.
     *
     * @param port 0 for any free one
     * @param publicUrl the server's address for people, without a slash at the end; null derives it from each request
     * @param trustedProxies addresses or networks whose forwarded headers count
     * @param tls null listens without TLS
     * @param eventLoops that serve requests
     */
    public record Http(
            String host,
            int port,
            @Nullable String publicUrl,
            List<String> trustedProxies,
            @Nullable Tls tls,
            int eventLoops) {}

    /** Certificate chain and private key, in PEM. */
    public record Tls(Path certificate, Path key) {}

    /**
     * The database.
     *
     * @param address of an outside PostgreSQL; null for the embedded one
     * @param poolSize most connections of the app role
     */
    public record Db(@Nullable DatabaseAddress address, int poolSize) {}

    /**
     * The embedded PostgreSQL.
     *
     * @param port on 127.0.0.1; 0 for any free one
     * @param sharedBuffers as PostgreSQL writes it; null leaves the standard
     */
    public record Postgres(int port, @Nullable String sharedBuffers) {}

    /**
     * The way in of alarms.
     *
     * @param lanes that write at the same time
     * @param maxBodyBytes of one request, unpacked
     * @param maxPendingAlarms that wait for being written; more are answered 503
     * @param maxPendingBytes likewise
     * @param retentionDays for which original alarms are kept
     */
    public record Ingest(int lanes, int maxBodyBytes, int maxPendingAlarms, long maxPendingBytes, int retentionDays) {}

    /**
     * The trail.
     *
     * @param retentionDays for which its lines are kept
     */
    public record Audit(int retentionDays) {}

    /** The installation's standard for the settings of channel {@code email}. */
    public record Mail(
            @Nullable String host,
            int port,
            String security,
            @Nullable String user,
            @Nullable Secret password,
            @Nullable String from,
            boolean trustAll) {

        /** As the channel's settings, in clear; empty when no host is set. */
        public Map<String, Object> channelSettings() {
            Map<String, Object> out = new LinkedHashMap<>();
            if (host != null) {
                out.put("host", host);
                out.put("port", port);
                out.put("security", security);
                out.put("trustAll", trustAll);
                if (user != null) {
                    out.put("user", user);
                }
                if (password != null) {
                    out.put("password", password.reveal());
                }
                if (from != null) {
                    out.put("from", from);
                }
            }
            return out;
        }
    }

    /** The log. */
    public record Log(boolean json, String level) {}

    /**
     * Signing in.
     *
     * @param idleMinutes after which a session that is not used ends
     * @param sessionHours after which each session ends
     * @param oidcAllowedHosts of identity providers that may be internal
     */
    public record SignIn(int idleMinutes, int sessionHours, List<String> oidcAllowedHosts) {}

    /** The user {@code admin} of the first start; without a password one is made up. */
    public record Admin(@Nullable Secret password) {}

    /**
     * The master key.
     *
     * @param masterKeyFile where it is kept, when it is not given
     * @param masterKey itself; null reads the file
     */
    public record Secrets(Path masterKeyFile, @Nullable Secret masterKey) {}

    /**
     * Plug-ins.
     *
     * @param folder with those besides the bundled ones
     * @param allowedHosts that plug-ins may call though they are internal
     * @param requireSigned whether jars of the folder that no trusted key has signed are refused
     * @param trustedKeys files with certificates or public keys in PEM
     */
    public record Plugins(Path folder, List<String> allowedHosts, boolean requireSigned, List<Path> trustedKeys) {}

    /**
     * Files of to-dos and other things.
     *
     * @param folder for their content
     * @param maxBytesPerTenant that all files of a tenant may take
     */
    public record Attachments(Path folder, long maxBytesPerTenant) {}

    /**
     * {@code /metrics}.
     *
     * @param token that a reader must present; null lets everyone read
     */
    public record Metrics(boolean enabled, @Nullable Secret token) {}

    /** Reads them from a file, which may be absent, the environment and the command line, by key. */
    public static Settings load(@Nullable Path file, Map<String, String> environment, Map<String, String> commandLine)
            throws InvalidSettings {
        return SettingsLoad.load(file, environment, commandLine);
    }

    /** All secrets among them. */
    public List<Secret> secretValues() {
        DatabaseAddress address = db.address();
        Secret database = address == null ? null : Secret.of(address.ownerPassword());
        return Stream.of(mail.password(), admin.password(), secrets.masterKey(), metrics.token(), database)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
