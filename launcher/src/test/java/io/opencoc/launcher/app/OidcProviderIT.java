package io.opencoc.launcher.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.opencoc.e2e.RealParts;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with a certified OpenID provider, which asks for PKCE. */
class OidcProviderIT {
    private static final Path FIXTURE = Path.of("src/test/oidc").toAbsolutePath();

    @TempDir
    static Path folder;

    @Test
    void somebodySignsInThere() throws Exception {
        RealParts.need("node", "npm");
        install();
        Path data = folder.resolve("data");
        App app = TestApp.start(data, "COC_SIGN_IN_OIDC_ALLOWED_HOSTS", "127.0.0.1");
        Process node = null;
        try (TestPeople people = new TestPeople(app, data)) {
            String redirectUri = "http://127.0.0.1:" + app.port() + "/api/v1/oidc/callback";
            node = new ProcessBuilder("node", "provider.mjs", redirectUri)
                    .directory(FIXTURE.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String issuer = "http://127.0.0.1:" + port(node);
            String id = people.user("default", "coc:*:*")
                    .make(
                            "/identity-providers",
                            Map.of(
                                    "issuer",
                                    issuer,
                                    "clientId",
                                    "opencoc",
                                    "clientSecret",
                                    "planted-client-secret",
                                    "scopes",
                                    java.util.List.of("openid", "profile", "email", "groups"),
                                    "createUsers",
                                    true,
                                    "label",
                                    Map.of("en", "Real", "zh", "真")))
                    .get("id")
                    .asString();
            Browser browser = new Browser();
            Browser.Page end = visit(
                    browser,
                    URI.create("http://127.0.0.1:" + app.port() + "/api/v1/oidc/" + id + "/start?returnTo=/incidents"),
                    app);
            assertEquals("/incidents", end.location(), end.toString());
            assertNotNull(browser.session(app));
            assertEquals(
                    "heron of the provider",
                    new ApiUser(java.net.http.HttpClient.newHttpClient(), app.port(), browser.session(app), "test")
                            .get("/sessions/current")
                            .at("/user/name")
                            .asString());
        } finally {
            if (node != null) {
                node.destroy();
            }
            app.stop();
        }
    }

    /** Goes where it is sent, fills in the provider's forms, and stops when this server sends it to the console. */
    private static Browser.Page visit(Browser browser, URI begin, App app) {
        Browser.Page page = browser.get(begin);
        for (int i = 0; i < 20; i++) {
            boolean ours = page.at().getPort() == app.port();
            if (ours && page.at().getPath().endsWith("/callback")) {
                return page;
            }
            if (page.status() / 100 == 3) {
                page = browser.get(page.next());
                continue;
            }
            Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(page.body());
            Matcher prompt = Pattern.compile("name=\"prompt\" value=\"(\\w+)\"").matcher(page.body());
            if (page.status() != 200 || !action.find() || !prompt.find()) {
                throw new AssertionError(page.toString());
            }
            Map<String, String> form = new LinkedHashMap<>(Map.of("prompt", prompt.group(1)));
            if (prompt.group(1).equals("login")) {
                form.put("login", "heron");
                form.put("password", "any");
            }
            page = browser.post(page.at().resolve(action.group(1)), form);
        }
        throw new AssertionError("it goes round in a circle: " + page);
    }

    private static int port(Process node) throws Exception {
        BufferedReader out = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5));
            }
        }
        throw new AssertionError("the provider did not start");
    }

    private static void install() throws Exception {
        if (Files.isDirectory(FIXTURE.resolve("node_modules/oidc-provider"))) {
            return;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(FIXTURE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        if (!npm.waitFor(120, TimeUnit.SECONDS) || npm.exitValue() != 0) {
            npm.destroy();
            RealParts.missing("npm ci could not install oidc-provider: " + Files.readString(folder.resolve("npm.log")));
        }
    }
}
