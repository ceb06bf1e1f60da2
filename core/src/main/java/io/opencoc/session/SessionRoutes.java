package io.opencoc.session;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.ApiEdge;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sessions over HTTP. */
final class SessionRoutes {
    private final SessionService service;

    SessionRoutes(SessionService service) {
        this.service = service;
    }

    void bind(Api api) {
        api.on("signIn", this::signIn)
                .on("currentSession", call -> service.current(call.who(), token(call))
                        .map(Reply::of))
                .on("signOut", call -> service.signOut(call.who(), token(call)).map(v -> cookie(call, "", 0, null)));
    }

    private record Credentials(@Nullable String tenant, String user, String password) {}

    private Uni<Reply> signIn(Call call) {
        Credentials c = call.body(Credentials.class);
        return service.signIn(c.tenant == null ? Actor.OPERATOR : c.tenant, c.user, c.password, call.caller())
                .map(session -> cookie(call, Objects.requireNonNull(session.token()), 12 * 3600, session));
    }

    private static Reply cookie(Call call, String value, long seconds, @Nullable Object body) {
        Cookie cookie = Cookie.cookie(ApiEdge.COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(call.base().startsWith("https:"))
                .setMaxAge(seconds);
        return new Reply(body, Map.of("Set-Cookie", cookie.encode()));
    }

    private static String token(Call call) {
        return Objects.requireNonNull(call.token());
    }
}
