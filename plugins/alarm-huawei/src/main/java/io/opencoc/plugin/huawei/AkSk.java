package io.opencoc.plugin.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opencoc.api.HttpPort.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls of Huawei Cloud's API with an access key: SDK-HMAC-SHA256. */
record AkSk(String accessKey, String secretKey) {
    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * The request with its signature. Signed are its method, address and body, the time and the project.
     *
     * @param base scheme and authority
     * @param path as it is to be sent, starting with a slash, not encoded
     */
    Request sign(
            String method,
            URI base,
            String path,
            Map<String, String> query,
            String project,
            String contentType,
            byte[] body,
            Instant now) {
        String date = DATE.format(now);
        String names = "host;x-project-id;x-sdk-date";
        String canonical = canonical(method, base.getRawAuthority(), path, query, project, date, names, body);
        String toSign = ALGORITHM + "\n" + date + "\n" + hex(Texts.sha256().digest(canonical.getBytes(UTF_8)));
        String authorization =
                ALGORITHM + " Access=" + accessKey + ", SignedHeaders=" + names + ", Signature=" + hex(hmac(toSign));
        String parameters = query(query);
        URI url = URI.create(base.getScheme() + "://" + base.getRawAuthority() + encodedPath(path)
                + (parameters.isEmpty() ? "" : "?" + parameters));
        return new Request(method, url, Map.of(), body)
                .with("X-Sdk-Date", date)
                .with("X-Project-Id", project)
                .with("Content-Type", contentType)
                .with("Authorization", authorization);
    }

    private static String canonical(
            String method,
            String host,
            String path,
            Map<String, String> query,
            String project,
            String date,
            String names,
            byte[] body) {
        String uri = encodedPath(path);
        return method + "\n" + (uri.endsWith("/") ? uri : uri + "/") + "\n" + query(query) + "\nhost:" + host
                + "\nx-project-id:" + project + "\nx-sdk-date:" + date + "\n\n" + names + "\n"
                + hex(Texts.sha256().digest(body));
    }

    private static String encodedPath(String path) {
        return java.util.Arrays.stream(path.split("/", -1)).map(AkSk::encoded).collect(Collectors.joining("/"));
    }

    private static String query(Map<String, String> query) {
        Map<String, String> sorted = new TreeMap<>();
        query.forEach((name, value) -> sorted.put(encoded(name), encoded(value)));
        return sorted.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return accessKey;
    }
}
