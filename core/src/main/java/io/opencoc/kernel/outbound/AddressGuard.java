package io.opencoc.kernel.outbound;

import io.opencoc.kernel.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Decides which addresses may be called. Tenants type them, and the server stands where tenants do not: without a word of the operator's, only
 * https to public addresses. Hosts that the operator allows may be internal, and plain http as far as the rule says. Safe for all threads.
 */
public final class AddressGuard {
    private static final long RESOLVE_SECONDS = 5;

    private final Vertx vertx;
    private final Rule rule;
    private final Set<String> allowed;

    /** What a guard guards: the setting that lists hosts that may be internal, and whether those may be called in plain http over the network. */
    public enum Rule {
        /** Identity providers: passwords and tokens go there. */
        IDENTITY_PROVIDERS("signIn.oidc.allowedHosts", false),
        /** What plug-ins call. */
        PLUGINS("plugins.allowedHosts", true);

        private final String setting;
        private final boolean plain;

        Rule(String setting, boolean plain) {
            this.setting = setting;
            this.plain = plain;
        }
    }

    /** Where to connect to, and for which name. */
    record Place(URI uri, InetAddress address, int port, boolean tls) {}

    /** @param allowedHosts names or addresses, as they stand in addresses */
    public AddressGuard(Vertx vertx, Rule rule, List<String> allowedHosts) {
        this.vertx = vertx;
        this.rule = rule;
        this.allowed =
                allowedHosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Refuses what cannot be an issuer, at a field; what its host stands for is looked at with each call. */
    public void checkForm(String field, String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, "is not an address like https://id.example.com");
        }
        String host = uri.getHost();
        boolean plain = uri.isAbsolute()
                && host != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!plain) {
            throw Problem.invalid(field, "must be like https://id.example.com, without query, fragment or user");
        }
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && isAllowed(host))) {
            throw Problem.invalid(field, "must begin with https://");
        }
        if (!isAllowed(host) && isLiteral(host) && !isPublic(literal(host))) {
            throw Problem.invalid(
                    field, "is an internal address; the operator of this server can allow it with " + rule.setting);
        }
    }

    /** Where to connect to; fails when that is not allowed. The very address that was looked at is the one to use. */
    Future<Place> resolve(URI uri) {
        String host = uri.getHost();
        boolean tls = "https".equals(uri.getScheme());
        if (host == null || uri.getRawUserInfo() != null || !tls && !"http".equals(uri.getScheme())) {
            return Future.failedFuture(new RefusedAddressException("this is not an address like https://host/path"));
        }
        if (!tls && !isAllowed(host)) {
            return Future.failedFuture(new RefusedAddressException(
                    host + " is called with https:// only, or when " + rule.setting + " lists it"));
        }
        return vertx.executeBlocking(() -> InetAddress.getAllByName(bare(host)), false)
                .timeout(RESOLVE_SECONDS, TimeUnit.SECONDS)
                .compose(addresses -> {
                    boolean fine = isAllowed(host)
                            ? tls || rule.plain || Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)
                            : Arrays.stream(addresses).allMatch(AddressGuard::isPublic);
                    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
                    return fine
                            ? Future.succeededFuture(new Place(uri, addresses[0], port, tls))
                            : Future.failedFuture(new RefusedAddressException("the host " + host
                                    + " is an internal one, which " + rule.setting + " does not list"));
                });
    }

    private boolean isAllowed(String host) {
        return allowed.contains(bare(host).toLowerCase(Locale.ROOT));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isLiteral(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+") || host.matches("(?i)0x[0-9a-f.x]+");
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(bare(host));
        } catch (UnknownHostException e) {
            throw Problem.invalid("issuer", "has no valid host");
        }
    }

    /** Whether an address is one of the public Internet. */
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        if (address instanceof Inet4Address) {
            return first != 0
                    && first < 224
                    && !(first == 100 && (second & 0xc0) == 64)
                    && !(first == 192 && second == 0)
                    && !(first == 198 && (second & 0xfe) == 18);
        }
        // 2000::/3 is what is given out; of it not what carries an IPv4 address (6to4, Teredo) and documentation.
        boolean carries = first == 0x20 && second == 0x02 || first == 0x20 && second == 0x01 && b[2] == 0 && b[3] == 0;
        boolean sample = first == 0x20 && second == 0x01 && (b[2] & 0xff) == 0x0d && (b[3] & 0xff) == 0xb8;
        return (first & 0xe0) == 0x20 && !carries && !sample;
    }
}
