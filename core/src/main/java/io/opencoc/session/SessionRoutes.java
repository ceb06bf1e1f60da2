package io.opencoc.session;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Reply;
import io.opencoc.kernel.http.SessionCookie;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sessions and API tokens over HTTP. */
final class SessionRoutes {
    private final SignIn signIn;
    private final SessionService sessions;
    private final AgencySessions agencies;
    private final PasswordService passwords;
    private final TokenService tokens;
    private final SessionSettings settings;

    SessionRoutes(
            SignIn signIn,
            SessionService sessions,
            AgencySessions agencies,
            PasswordService passwords,
            TokenService tokens,
            SessionSettings settings) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.agencies = agencies;
        this.passwords = passwords;
        this.tokens = tokens;
        this.settings = settings;
    }

    void bind(Api api) {
        api.on("signIn", this::signIn)
                .on("currentSession", call -> sessions.current(call.who(), Objects.requireNonNull(call.token()))
                        .map(Reply::of))
                .on("signOut", this::signOut)
                .on("listAssumableAgencies", call -> agencies.assumable(call.who())
                        .map(items -> Reply.of(Map.of("items", items))))
                .on("assumeAgency", this::assume)
                .on("listSessions", call -> sessions.page(call.who(), Whose.of(call))
                        .map(Reply::of))
                .on("endSession", call -> sessions.end(call.who(), call.id()).map(v -> Reply.empty()))
                .on("endSessions", call -> sessions.endAll(call.who(), call.uuid("userId"))
                        .map(n -> Reply.of(Map.of("ended", n))))
                .on("changePassword", this::changePassword)
                .on("listTokens", call -> tokens.page(call.who(), Whose.of(call))
                        .map(Reply::of))
                .on("createToken", this::createToken)
                .on("revokeToken", call -> tokens.revoke(call.who(), call.id()).map(v -> Reply.empty()));
    }

    private record Credentials(@Nullable String tenant, String user, String password) {}

    private Uni<Reply> signIn(Call call) {
        Credentials c = call.body(Credentials.class);
        return signIn.withPassword(c.tenant == null ? Actor.OPERATOR : c.tenant, c.user, c.password, call.caller())
                .chain(sessions::begun)
                .map(session -> new Reply(session, cookie(call, Objects.requireNonNull(session.token()))));
    }

    private record Assumption(String tenant, String agency) {}

    private Uni<Reply> assume(Call call) {
        Assumption a = call.body(Assumption.class);
        String own = Objects.requireNonNull(call.token());
        return agencies.assume(call.who(), own, a.tenant, a.agency)
                .chain(sessions::begun)
                .map(session -> new Reply(
                        session, cookie(call, AgencySessions.both(Objects.requireNonNull(session.token()), own))));
    }

    private Uni<Reply> signOut(Call call) {
        String token = Objects.requireNonNull(call.token());
        String own = AgencySessions.second(token);
        return sessions.signOut(call.who(), token)
                .map(v -> new Reply(
                        null,
                        own == null ? Map.of("Set-Cookie", SessionCookie.end(isHttps(call))) : cookie(call, own)));
    }

    private Map<String, String> cookie(Call call, String token) {
        return Map.of("Set-Cookie", SessionCookie.begin(token, settings.life(), isHttps(call)));
    }

    private record Change(
            String current,

            @com.fasterxml.jackson.annotation.JsonProperty("new")
            String fresh) {}

    private Uni<Reply> changePassword(Call call) {
        Change change = call.body(Change.class);
        return passwords.change(call.who(), change.current, change.fresh).map(v -> Reply.empty());
    }

    private record TokenInput(String name, List<String> actions, String expiresAt) {
        Instant expiry() {
            try {
                return OffsetDateTime.parse(expiresAt).toInstant();
            } catch (DateTimeException e) {
                throw Problem.invalid("expiresAt", "is not a time that this server knows, like 2026-01-31T08:00:00Z");
            }
        }
    }

    private Uni<Reply> createToken(Call call) {
        TokenInput input = call.body(TokenInput.class);
        return tokens.create(call.who(), input.name, input.actions, input.expiry())
                .map(Reply::of);
    }

    private static boolean isHttps(Call call) {
        return call.base().startsWith("https:");
    }
}
