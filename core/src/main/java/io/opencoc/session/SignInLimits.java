package io.opencoc.session;

import io.opencoc.kernel.http.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses passwords, before anything is looked up or hashed: a network about one user after five wrong ones, a network as a whole after
 * fifty, and everybody about one user after ten, but for the networks from which that user has signed in before. So nobody can keep a user out
 * for good, and the answer is the same whether the user exists. In memory: each server counts by itself. Safe for all threads.
 */
final class SignInLimits {
    private final Backoff ofNetworkAndUser;
    private final Backoff ofNetwork;
    private final Backoff ofUser;

    SignInLimits(Clock clock) {
        this.ofNetworkAndUser = new Backoff(clock, 5);
        this.ofNetwork = new Backoff(clock, 50);
        this.ofUser = new Backoff(clock, 10);
    }

    /** One try; it counts as wrong until it is known to be right, so that many at once do not slip through. Ends once. */
    final class Try {
        private final String network;
        private final String user;
        private final @Nullable Duration userPause;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Try(String network, String user) {
            this.network = network;
            this.user = user;
            Duration pause = ofNetworkAndUser.begin(network + "\n" + user);
            if (pause == null) {
                pause = ofNetwork.begin(network);
                if (pause != null) {
                    ofNetworkAndUser.undone(network + "\n" + user);
                }
            }
            if (pause != null) {
                throw throttled(pause);
            }
            this.userPause = ofUser.begin(user);
        }

        /** Whether only the networks of this user may go on. */
        boolean needsKnownNetwork() {
            return userPause != null;
        }

        /** The network is none from which the user has signed in: ends the try, with what to tell. */
        Problem strange() {
            undone();
            return throttled(java.util.Objects.requireNonNull(userPause));
        }

        String network() {
            return network;
        }

        void wrong() {
            if (ended.compareAndSet(false, true)) {
                ofNetworkAndUser.wrong(network + "\n" + user);
                ofNetwork.wrong(network);
                if (userPause == null) {
                    ofUser.wrong(user);
                }
            }
        }

        /** It was right: the wrong ones of the same network about the same user are forgotten. */
        void right() {
            if (ended.compareAndSet(false, true)) {
                ofNetworkAndUser.right(network + "\n" + user);
                ofNetwork.undone(network);
                if (userPause == null) {
                    ofUser.undone(user);
                }
            }
        }

        /** Nobody knows whether it was right. */
        void undone() {
            if (ended.compareAndSet(false, true)) {
                ofNetworkAndUser.undone(network + "\n" + user);
                ofNetwork.undone(network);
                if (userPause == null) {
                    ofUser.undone(user);
                }
            }
        }
    }

    /**
     * Begins a try.
     *
     * @throws Problem when it must wait
     */
    Try begin(String address, String tenant, String user) {
        return new Try(network(address), tenant + "\n" + user);
    }

    private static Problem throttled(Duration pause) {
        return Problem.throttled(
                "Too many wrong sign-ins; wait " + Math.max(1, pause.toSeconds()) + " s before the next one.", pause);
    }

    /** One client has a whole /64 of IPv6 to send from. */
    static String network(String address) {
        if (!address.contains(":") || !address.matches("[0-9a-fA-F:.]+")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(8, bytes.length)));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
