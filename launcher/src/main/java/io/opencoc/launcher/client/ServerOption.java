package io.opencoc.launcher.client;

import io.opencoc.kernel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command asks, and as whom. */
final class ServerOption {
    private static final String HERE = "http://localhost:8080";
    private static final long LONGEST_TOKEN_FILE = 4_096;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server to ask (default: COC_URL, else " + HERE + ").")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File that holds an API token or a session's token (default: COC_TOKEN, else you are asked"
                    + " for user and password).")
    private @Nullable Path tokenFile;

    /** A client that may call; it is to be closed, which ends a session that it began. */
    ApiClient connect(Map<String, String> environment, Terminal terminal) throws ClientFailure {
        ApiClient client = new ApiClient(address(environment));
        String token = token(environment);
        if (token != null) {
            client.use(token);
            return client;
        }
        String user = terminal.line("User of tenant default: ");
        String password = user == null ? null : terminal.secret("Password: ");
        if (user == null || password == null) {
            throw new ClientFailure(
                    ClientFailure.NOBODY,
                    "Nobody is signed in, and there is no terminal to ask at: set COC_TOKEN or give --token-file.");
        }
        client.signIn(Json.write(Map.of("user", user.strip(), "password", password)));
        return client;
    }

    private URI address(Map<String, String> environment) throws ClientFailure {
        String text = server == null ? environment.getOrDefault("COC_URL", HERE) : server;
        try {
            URI uri = URI.create(text.strip().replaceAll("/+$", ""));
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new ClientFailure(
                ClientFailure.WRONG_INPUT,
                "The server's address must be like https://coc.example.com, not '" + Text.clean(text) + "'.");
    }

    private @Nullable String token(Map<String, String> environment) throws ClientFailure {
        String token = environment.get("COC_TOKEN");
        if (tokenFile != null) {
            try {
                if (Files.size(tokenFile) > LONGEST_TOKEN_FILE) {
                    throw new ClientFailure(ClientFailure.WRONG_INPUT, tokenFile + " holds more than a token.");
                }
                token = Files.readString(tokenFile);
            } catch (IOException e) {
                throw new ClientFailure(
                        ClientFailure.WRONG_INPUT, "The token file " + tokenFile + " cannot be read: " + e);
            }
        }
        if (token == null || token.isBlank()) {
            if (tokenFile != null) {
                throw new ClientFailure(ClientFailure.WRONG_INPUT, tokenFile + " is empty.");
            }
            return null;
        }
        if (!token.strip().matches("[!-~]+")) {
            throw new ClientFailure(
                    ClientFailure.WRONG_INPUT,
                    (tokenFile == null ? "COC_TOKEN" : tokenFile.toString()) + " does not hold a token.");
        }
        return token.strip();
    }
}
