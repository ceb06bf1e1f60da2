package io.opencoc.kernel.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who a request really comes from: forwarded headers count only when the peer is a trusted proxy. Immutable. */
public final class Remote {
    private final List<IpSubnetFilterRule> trusted = new ArrayList<>();
    private final @Nullable String publicUrl;

    /**
     * @param trustedProxies addresses or networks in CIDR form
     * @param publicUrl the server's own address for people; null derives it from each request
     * @throws IllegalArgumentException naming the entry that is not an address or network
     */
    public Remote(List<String> trustedProxies, @Nullable String publicUrl) {
        this.publicUrl = publicUrl == null ? null : publicUrl.replaceFirst("/+$", "");
        for (String entry : trustedProxies) {
            trusted.add(rule(entry));
        }
    }

    private static IpSubnetFilterRule rule(String entry) {
        String[] parts = entry.split("/", 2);
        try {
            if (!parts[0].matches("[0-9a-fA-F:.]+")) {
                throw new UnknownHostException(parts[0]);
            }
            InetAddress address = InetAddress.getByName(parts[0]);
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : address.getAddress().length * 8;
            return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + entry + "' is not an address or network like 10.0.0.0/8", e);
        }
    }

    private boolean isTrusted(String address) {
        if (trusted.isEmpty() || !isAddress(address)) {
            return false;
        }
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return trusted.stream().anyMatch(r -> r.matches(socket));
    }

    /** Anything else would be looked up by name. */
    private static boolean isAddress(String text) {
        return text.indexOf('%') < 0 && (NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text));
    }

    /** The client's address: the last one in {@code X-Forwarded-For} that no trusted proxy has. */
    public String address(HttpServerRequest request) {
        String address = peer(request);
        // All lines of the header: a proxy may add its own below the one that the client sent.
        List<String> forwarded = request.headers().getAll("X-Forwarded-For");
        if (forwarded.isEmpty() || !isTrusted(address)) {
            return address;
        }
        String[] hops = String.join(",", forwarded).split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!isAddress(hop)) {
                break;
            }
            address = canonical(hop);
            if (!isTrusted(hop)) {
                break;
            }
        }
        return address;
    }

    /**
     * The one text form of an address that is kept, shown and compared: IPv6 as RFC 5952 says, without a zone; IPv4 mapped into IPv6 as IPv4.
     *
     * @param text an address in any form; anything else is given back
     */
    public static String canonical(String text) {
        int zone = text.indexOf('%');
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(zone < 0 ? text : text.substring(0, zone));
        return address == null ? text : NetUtil.toAddressString(address);
    }

    /** The server's address as the client sees it, without a slash at the end. */
    public String base(HttpServerRequest request) {
        return publicUrl == null ? asked(request) : publicUrl;
    }

    /** Whether the client reaches the server by HTTPS. */
    public boolean isHttps(HttpServerRequest request) {
        return base(request).startsWith("https:");
    }

    /** Whether a page of this origin is one of ours: by the configured address, or by the one that the request itself went to. */
    boolean isOwn(HttpServerRequest request, String origin) {
        return origin.equals(publicUrl) || origin.equals(asked(request));
    }

    private String asked(HttpServerRequest request) {
        boolean proxied = isTrusted(peer(request));
        String scheme = proxied && "https".equals(request.getHeader("X-Forwarded-Proto")) ? "https" : request.scheme();
        String host = proxied ? request.getHeader("X-Forwarded-Host") : null;
        if (host == null || !host.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")) {
            host = request.authority() == null
                    ? "localhost"
                    : request.authority().toString();
        }
        return scheme + "://" + host;
    }

    private static String peer(HttpServerRequest request) {
        return request.remoteAddress() == null || request.remoteAddress().hostAddress() == null
                ? "unknown"
                : canonical(request.remoteAddress().hostAddress());
    }
}
