package io.opencoc.plugin.huawei;

import io.opencoc.api.HttpPort;
import io.opencoc.api.JsonReader;
import io.opencoc.api.contract.TestHttp;
import io.opencoc.kernel.json.JacksonJsonReader;
import io.smallrye.mutiny.Uni;
import java.net.URI;

/** Takes every call to a fake on this machine, which is told what host was meant. */
record RoutedHttp(int port, TestHttp http) implements HttpPort {
    static final String HOST = "X-Fake-Host";

    RoutedHttp(int port) {
        this(port, new TestHttp(JacksonJsonReader::new));
    }

    @Override
    public Uni<Answer> send(Request request) {
        URI url = request.url();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        URI here = URI.create("http://127.0.0.1:" + port + url.getRawPath() + query);
        return http.send(new Request(request.method(), here, request.headers(), request.body())
                .with(HOST, url.getScheme() + "://" + url.getRawAuthority()));
    }

    @Override
    public JsonReader json(byte[] body) {
        return http.json(body);
    }
}
