package io.opencoc.oidc;

import io.opencoc.kernel.access.Actor;
import io.opencoc.kernel.http.ApiEdge;
import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.http.Problems;
import io.opencoc.kernel.http.Remote;
import io.opencoc.kernel.http.SessionCookie;
import io.opencoc.kernel.secret.Secrets;
import io.opencoc.session.SignIn;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The two addresses that browsers go to themselves: redirects in, redirects out. */
final class OidcRoutes {
    private static final String COOKIE = "coc_oidc";
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_CODE = 2_000;

    private final OidcSignIn signIn;
    private final Secrets secrets;
    private final Duration sessionLife;
    private final ApiEdge edge;
    private final Remote remote;
    private final Contract.Operation finish;

    OidcRoutes(
            OidcSignIn signIn, Secrets secrets, Duration sessionLife, ApiEdge edge, Remote remote, Contract contract) {
        this.signIn = signIn;
        this.secrets = secrets;
        this.sessionLife = sessionLife;
        this.edge = edge;
        this.remote = remote;
        this.finish = Objects.requireNonNull(contract.operations().get("finishOidc"));
    }

    void mount(Router router) {
        router.get("/api/v1/oidc/callback").handler(this::finish);
        router.get("/api/v1/oidc/:id/start").handler(this::start);
    }

    private void start(RoutingContext context) {
        UUID id;
        try {
            id = UUID.fromString(String.valueOf(context.pathParam("id")));
        } catch (IllegalArgumentException e) {
            Problems.send(context, Problem.invalid("id", "is not an id"));
            return;
        }
        boolean https = remote.isHttps(context.request());
        boolean link = "true".equals(context.request().getParam("link"));
        Uni<@Nullable Actor> who =
                link ? edge.authenticate(context).map(a -> a) : Uni.createFrom().nullItem();
        who.chain(actor -> {
                    if (actor != null && !actor.credential().kind().equals("session")) {
                        throw Problem.of(Problem.Kind.FORBIDDEN, "This cannot be done with an API token.");
                    }
                    return signIn.start(
                            id, path(context.request().getParam("returnTo")), remote.base(context.request()), actor);
                })
                .subscribe()
                .with(
                        d -> redirect(
                                context,
                                d.location(),
                                SessionCookie.cookie(
                                        COOKIE, d.state().sealed(secrets), OidcState.LIFE, CookieSameSite.LAX, https)),
                        failure -> fail(context, failure));
    }

    private void finish(RoutingContext context) {
        boolean https = remote.isHttps(context.request());
        OidcState state = OidcState.open(SessionCookie.value(context.request(), COOKIE, https), secrets);
        OidcSignIn.Answer answer = new OidcSignIn.Answer(
                parameter(context, "state"),
                parameter(context, "code"),
                parameter(context, "error"),
                parameter(context, "iss"));
        String forgotten = SessionCookie.cookie(COOKIE, "", Duration.ZERO, CookieSameSite.LAX, https);
        signIn.finish(state, answer, edge.caller(context.request(), finish))
                .subscribe()
                .with(
                        arrival -> {
                            SignIn.Begun begun = arrival.begun();
                            if (begun == null) {
                                redirect(context, arrival.returnTo(), forgotten);
                            } else {
                                redirect(
                                        context,
                                        arrival.returnTo(),
                                        forgotten,
                                        SessionCookie.begin(begun.token(), sessionLife, https));
                            }
                        },
                        failure -> {
                            if (state != null) {
                                context.response().headers().add("Set-Cookie", forgotten);
                            }
                            fail(context, failure);
                        });
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof OidcRefusal refusal) {
            redirect(context, "/sign-in?error=" + refusal.code());
        } else {
            Problems.send(context, failure);
        }
    }

    private static void redirect(RoutingContext context, String location, String... cookies) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        for (String cookie : cookies) {
            response.headers().add("Set-Cookie", cookie);
        }
        response.setStatusCode(302)
                .putHeader("Location", location)
                .putHeader("Cache-Control", "no-store")
                // The address has a code in it that nobody else may see.
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }

    private static @Nullable String parameter(RoutingContext context, String name) {
        String value = context.request().getParam(name);
        return value == null || value.isEmpty() || value.length() > LONGEST_CODE ? null : value;
    }

    /** A path of this server and of no other. */
    static String path(@Nullable String path) {
        if (path == null) {
            return "/";
        }
        boolean fine = path.length() <= LONGEST_PATH
                && path.matches("/([^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?")
                && path.chars().allMatch(c -> c > ' ' && c < 127);
        return fine ? path : "/";
    }
}
