package io.opencoc.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opencoc.kernel.http.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows down who guesses passwords: a client's address may be wrong so many times a minute, less often about one user. Users are never locked, so
 * that nobody can lock them out from elsewhere. Each server counts by itself. Safe for all threads.
 */
final class SignInLimits {
    private static final int MOST_OF_A_USER = 10;
    private static final int MOST_OF_AN_ADDRESS = 50;
    private static final int MOST_COUNTED = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Cache<String, AtomicInteger> tries;

    SignInLimits(Clock clock) {
        tries = Caffeine.newBuilder()
                .maximumSize(MOST_COUNTED)
                .expireAfterWrite(WINDOW)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** One try; it counts as wrong until it is known to be right, so that many at once do not slip through. */
    final class Try {
        private final AtomicInteger ofUser;
        private final AtomicInteger ofAddress;

        private Try(String remote, String tenant, String user) {
            String address = network(remote);
            ofUser = count(address + "\n" + tenant + "\n" + user, MOST_OF_A_USER);
            ofAddress = count(address, MOST_OF_AN_ADDRESS);
        }

        /** It was right: it does not count, and neither do the wrong ones of the same user before it. */
        void succeeded() {
            ofUser.set(0);
            ofAddress.decrementAndGet();
        }

        /** Nobody knows whether it was right. */
        void undone() {
            ofUser.decrementAndGet();
            ofAddress.decrementAndGet();
        }
    }

    /**
     * Begins a try.
     *
     * @throws Problem when there were too many
     */
    Try begin(String remote, String tenant, String user) {
        return new Try(remote, tenant, user);
    }

    private AtomicInteger count(String key, int most) {
        AtomicInteger count = tries.get(key, k -> new AtomicInteger());
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw Problem.throttled("Too many wrong sign-ins from your address; wait a minute.", WINDOW);
        }
        return count;
    }

    /** One client has a whole /64 of IPv6 to send from. */
    private static String network(String remote) {
        if (!remote.contains(":") || !remote.matches("[0-9a-fA-F:.]+")) {
            return remote;
        }
        try {
            byte[] address = InetAddress.getByName(remote).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(address, Math.min(8, address.length)));
        } catch (UnknownHostException e) {
            return remote;
        }
    }
}
