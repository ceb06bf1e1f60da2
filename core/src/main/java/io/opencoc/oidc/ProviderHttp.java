package io.opencoc.oidc;

import io.opencoc.api.HttpPort;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.outbound.AddressGuard;
import io.opencoc.kernel.outbound.OutboundHttp;
import io.opencoc.kernel.reactive.Reactive;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls identity providers, which answer in JSON of 256 KiB at most. Does not block. */
final class ProviderHttp {
    private static final int LARGEST = 256 << 10;

    private final OutboundHttp http;

    /** An answer in JSON, with its status. */
    record Answer(int status, JsonNode body) {}

    ProviderHttp(Vertx vertx, AddressGuard guard) {
        this.http = new OutboundHttp(vertx, guard, LARGEST);
    }

    Future<Answer> get(String address, Map<String, String> headers) {
        return send(address, HttpPort.Request::get, headers);
    }

    Future<Answer> post(String address, Map<String, String> headers, String form) {
        return send(address, url -> HttpPort.Request.post(url, "application/x-www-form-urlencoded", form), headers);
    }

    private Future<Answer> send(
            String address, java.util.function.Function<URI, HttpPort.Request> make, Map<String, String> headers) {
        HttpPort.Request request;
        try {
            request = make.apply(URI.create(address)).with("Accept", "application/json");
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(new ProviderFailure("an address of the identity provider is not one"));
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return Reactive.future(http.send(request))
                .recover(f -> Future.failedFuture(new ProviderFailure(String.valueOf(f.getMessage()))))
                .map(ProviderHttp::json);
    }

    private static Answer json(HttpPort.Answer answer) {
        try {
            return new Answer(answer.status(), Json.MAPPER.readTree(answer.body()));
        } catch (JacksonException e) {
            throw new ProviderFailure("the answer " + answer.status() + " is not JSON");
        }
    }
}
