package io.opencoc.kernel.access;

import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a statement: about the request (time, source address), or about what it is done to (enterprise project, tag). Values are
 * alternatives. What the target does not have equals nothing: a positive condition fails on it, a negative one holds. Immutable.
 */
public sealed interface Condition {

    /** As policies write it, for people: {@code IpAddress g:SourceIp}. */
    String label();

    /** About the request alone. */
    sealed interface OfRequest extends Condition {
        boolean holds(Caller caller);
    }

    /** About what it is done to. */
    sealed interface OfTarget extends Condition {
        boolean holds(Target target);
    }

    /**
     * The time of the request.
     *
     * @param from inclusive; null for no bound
     * @param to exclusive; null for no bound
     */
    record Time(
            String label, @Nullable Instant from, @Nullable Instant to) implements OfRequest {
        @Override
        public boolean holds(Caller caller) {
            return (from == null || !caller.at().isBefore(from))
                    && (to == null || caller.at().isBefore(to));
        }
    }

    /**
     * The client's address.
     *
     * @param inside whether it must be in one of the networks, or in none
     */
    record Address(String label, List<IpSubnetFilterRule> networks, boolean inside) implements OfRequest {
        @Override
        public boolean holds(Caller caller) {
            InetSocketAddress client = Client.of(caller.address()).socket;
            if (client == null) {
                return !inside;
            }
            for (IpSubnetFilterRule network : networks) {
                if (network.matches(client)) {
                    return inside;
                }
            }
            return !inside;
        }

        /**
         * A client's address, taken apart. The last one is remembered, for a decision asks many conditions about the same.
         *
         * @param socket null for what is no address: that is in no network, and nothing is looked up by name
         */
        private record Client(String text, @Nullable InetSocketAddress socket) {
            private static volatile Client last = new Client("", null);

            static Client of(String text) {
                Client known = last;
                if (known.text.equals(text)) {
                    return known;
                }
                InetAddress address =
                        text.indexOf('%') >= 0 ? null : NetUtil.createInetAddressFromIpAddressString(text);
                Client client = new Client(text, address == null ? null : new InetSocketAddress(address, 0));
                last = client;
                return client;
            }
        }
    }

    /**
     * The enterprise project.
     *
     * @param in whether it must be one of them, or none of them
     */
    record Project(String label, List<UUID> projects, boolean in) implements OfTarget {
        public Project {
            projects = List.copyOf(projects);
        }

        @Override
        public boolean holds(Target target) {
            return (target.project() != null && projects.contains(target.project())) == in;
        }
    }

    /**
     * A tag.
     *
     * @param in whether its value must be like one of them, or like none
     */
    record Tag(String label, String key, List<Glob> values, boolean in) implements OfTarget {
        public Tag {
            values = List.copyOf(values);
        }

        @Override
        public boolean holds(Target target) {
            String value = target.tags().get(key);
            return (value != null && values.stream().anyMatch(v -> v.matches(value))) == in;
        }
    }
}
