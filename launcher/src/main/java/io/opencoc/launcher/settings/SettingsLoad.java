package io.opencoc.launcher.settings;

import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.secret.Secret;
import io.opencoc.kernel.sql.DatabaseAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks for every key there is, and checks what belongs together. */
final class SettingsLoad {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private final SettingsReader in;

    private SettingsLoad(SettingsReader in) {
        this.in = in;
    }

    static Settings load(@Nullable Path file, Map<String, String> environment, Map<String, String> commandLine)
            throws InvalidSettings {
        List<String> problems = new ArrayList<>();
        Map<String, Setting> written = file == null ? Map.of() : SettingsFile.read(file, problems);
        Map<String, Setting> given = new LinkedHashMap<>();
        commandLine.forEach((key, value) -> given.put(key, Setting.text(value, "command line")));
        SettingsReader reader = new SettingsReader(given, environment, written, problems);
        Settings settings = new SettingsLoad(reader).all();
        reader.refuseUnknown();
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings;
    }

    /** Every key there is. */
    static Set<String> keys() {
        SettingsReader reader = new SettingsReader(Map.of(), Map.of(), Map.of(), new ArrayList<>());
        new SettingsLoad(reader).all();
        return reader.known();
    }

    private Settings all() {
        Path data = in.path("data", Path.of("data"));
        return new Settings(
                data,
                http(),
                new Settings.Db(database(), in.number("db.poolSize", 20, 4, 200)),
                new Settings.Postgres(
                        in.number("embeddedPostgres.port", 0, 0, 65_535),
                        sharedBuffers("embeddedPostgres.sharedBuffers")),
                ingest(),
                new Settings.Audit(in.number("audit.retentionDays", 400, 90, 36_500)),
                mail(),
                new Settings.Log(
                        in.choice("log.format", "text", "text", "json").equals("json"),
                        in.choice("log.level", "info", "error", "warn", "info", "debug")),
                signIn(),
                new Settings.Admin(in.secret("admin.password", 256)),
                new Settings.Secrets(
                        in.path("secrets.masterKeyFile", data.resolve("master.key")), masterKey("secrets.masterKey")),
                plugins(data),
                new Settings.Attachments(
                        in.path("attachments.folder", data.resolve("attachments")),
                        in.bytes("attachments.maxBytesPerTenant", 10 * GIB, MIB, 1_024 * GIB)),
                new Settings.Metrics(in.flag("metrics.enabled", true), in.secret("metrics.token", 256)));
    }

    private Settings.Http http() {
        int cores = Runtime.getRuntime().availableProcessors();
        int loops = in.number("http.eventLoops", 0, 0, 64);
        return new Settings.Http(
                in.text("http.host", "0.0.0.0"),
                in.number("http.port", 8080, 0, 65_535),
                publicUrl(),
                trustedProxies(),
                tls(),
                loops > 0 ? loops : Math.clamp(cores / 2, 2, 8));
    }

    private @Nullable String publicUrl() {
        String url = in.text("http.publicUrl");
        if (url != null && !isAddress(url)) {
            in.problem("http.publicUrl", "must be like https://coc.example.com, not '" + url + "'");
        }
        return url == null ? null : url.replaceFirst("/+$", "");
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = URI.create(url);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private List<String> trustedProxies() {
        List<String> proxies = in.list("http.trustedProxies");
        for (String proxy : proxies) {
            try {
                new Remote(List.of(proxy), null);
            } catch (IllegalArgumentException e) {
                in.problem("http.trustedProxies", String.valueOf(e.getMessage()));
            }
        }
        return proxies;
    }

    private Settings.@Nullable Tls tls() {
        Path certificate = in.readable("http.tls.certificate");
        Path key = in.readable("http.tls.key");
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            in.problem(
                    certificate == null ? "http.tls.certificate" : "http.tls.key",
                    "is missing: TLS needs certificate and key");
            return null;
        }
        return new Settings.Tls(certificate, key);
    }

    private @Nullable DatabaseAddress database() {
        String url = in.text("db.url");
        String user = in.text("db.user");
        Secret password = in.secret("db.password", 1_000);
        if (url == null) {
            if (user != null || password != null) {
                in.problem(user != null ? "db.user" : "db.password", "says nothing without db.url");
            }
            return null;
        }
        try {
            return DatabaseUrl.parse(url, user, password);
        } catch (IllegalArgumentException e) {
            in.problem("db.url", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable String sharedBuffers(String key) {
        String value = in.text(key);
        if (value != null && !value.matches("\\d{1,6}\\s?(kB|MB|GB)")) {
            in.problem(key, "must be like 256MB, not '" + value + "'");
            return null;
        }
        return value;
    }

    private Settings.Ingest ingest() {
        return new Settings.Ingest(
                in.number("ingest.lanes", 2, 1, 16),
                (int) in.bytes("ingest.maxBodyBytes", 10 * MIB, KIB, 100 * MIB),
                in.number("ingest.maxPendingAlarms", 200_000, 100, 1_000_000),
                in.bytes("ingest.maxPendingBytes", 128 * MIB, MIB, 4 * GIB),
                in.number("ingest.retentionDays", 31, 1, 3_650));
    }

    private Settings.Mail mail() {
        String security = in.choice("mail.security", "starttls", "none", "starttls", "tls");
        Settings.Mail mail = new Settings.Mail(
                in.text("mail.host"),
                in.number("mail.port", security.equals("tls") ? 465 : 587, 1, 65_535),
                security,
                in.text("mail.user"),
                in.secret("mail.password", 1_000),
                in.text("mail.from"),
                in.flag("mail.trustAll", false));
        if (mail.host() != null && mail.from() == null) {
            in.problem("mail.from", "is missing: with mail.host, mails need a sender");
        }
        return mail;
    }

    private Settings.Plugins plugins(Path data) {
        Settings.Plugins plugins = new Settings.Plugins(
                in.path("plugins.folder", data.resolve("plugins")),
                hosts("plugins.allowedHosts"),
                in.flag("plugins.requireSigned", false),
                in.files("plugins.trustedKeys"));
        if (plugins.requireSigned() && plugins.trustedKeys().isEmpty()) {
            in.problem("plugins.trustedKeys", "is missing: with plugins.requireSigned, say whose signatures count");
        }
        return plugins;
    }

    private Settings.SignIn signIn() {
        return new Settings.SignIn(
                in.number("signIn.idleMinutes", 120, 5, 43_200),
                in.number("signIn.sessionHours", 12, 1, 720),
                hosts("signIn.oidc.allowedHosts"));
    }

    private List<String> hosts(String key) {
        List<String> hosts = in.list(key);
        for (String host : hosts) {
            if (!host.matches("[A-Za-z0-9._-]{1,253}|[0-9a-fA-F:.]{2,45}")) {
                in.problem(key, "'" + host + "' is not the name or address of a host");
            }
        }
        return hosts;
    }

    private @Nullable Secret masterKey(String key) {
        Secret secret = in.secret(key, 4_000);
        if (secret != null) {
            try {
                io.opencoc.kernel.secret.Secrets.parse(secret.reveal());
            } catch (IllegalArgumentException e) {
                in.problem(key, "is not a master key: it is the content of a file master.key");
                return null;
            }
        }
        return secret;
    }
}
