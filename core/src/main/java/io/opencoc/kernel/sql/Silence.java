package io.opencoc.kernel.sql;

import io.netty.handler.timeout.ReadTimeoutHandler;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections on which PostgreSQL has said nothing for too long. Its own time-outs do not help when it hangs or its machine is gone
 * without a word; whoever waits for an answer would wait for ever. The client library has no setting for it.
 */
final class Silence {
    private Silence() {}

    /** Closes this connection, and fails what it has under way, after so much time without a byte from PostgreSQL. */
    static void limit(SqlConnection connection, Duration longest) {
        if (socketOf(connection) instanceof SocketConnectionBase socket) {
            socket.socket()
                    .channelHandlerContext()
                    .pipeline()
                    .addFirst(new ReadTimeoutHandler(longest.toMillis(), TimeUnit.MILLISECONDS));
        } else {
            throw new IllegalStateException("a connection without a socket: " + connection.getClass());
        }
    }

    private static Connection socketOf(SqlConnection connection) {
        Connection outer = ((SqlConnectionInternal) connection).unwrap();
        for (Connection inner = outer.unwrap(); inner != outer; inner = outer.unwrap()) {
            outer = inner;
        }
        return outer;
    }
}
