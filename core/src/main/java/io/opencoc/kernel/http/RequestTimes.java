package io.opencoc.kernel.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection of HTTP/1 whose next request, or whose body, does not arrive whole within a time. The idle time-out alone is not
 * enough: a byte now and then keeps it from firing. Answers may take as long as they like. The web library has no setting for it.
 */
final class RequestTimes extends ChannelDuplexHandler {
    private final long headersNanos;
    private final long bodyNanos;
    private boolean receiving;
    private boolean informational;
    /** Requests that have begun and whose answers have not ended. */
    private int open;

    private long since;
    private @Nullable Future<?> look;

    RequestTimes(Duration headers, Duration body) {
        this.headersNanos = headers.toNanos();
        this.bodyNanos = body.toNanos();
    }

    /**
     * Watches a new connection.
     *
     * @param headers from the connection's begin, or the last answer's end, to the end of the next request's headers
     * @param body from there to the end of the body
     */
    static void limit(HttpConnection connection, Duration headers, Duration body) {
        if (connection instanceof HttpServerConnection server) {
            ChannelPipeline pipeline = server.channelHandlerContext().pipeline();
            if (pipeline.get("httpDecoder") != null) {
                pipeline.addBefore(
                        server.channelHandlerContext().name(), "requestTimes", new RequestTimes(headers, body));
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        since = now(context);
        lookAfter(context, Math.min(headersNanos, bodyNanos));
    }

    private static long now(ChannelHandlerContext context) {
        return context.executor().ticker().nanoTime();
    }

    private void lookAfter(ChannelHandlerContext context, long nanos) {
        look = context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (look != null) {
            look.cancel(false);
        }
    }

    private void check(ChannelHandlerContext context) {
        long shortest = Math.min(headersNanos, bodyNanos);
        if (!receiving && open > 0) {
            lookAfter(context, shortest);
            return;
        }
        long left = since + (receiving ? bodyNanos : headersNanos) - now(context);
        if (left <= 0) {
            context.close();
        } else {
            // Not later than a time that begins now can end.
            lookAfter(context, Math.min(left, shortest));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            open++;
            receiving = true;
            since = now(context);
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
            since = now(context);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (message instanceof LastHttpContent && !informational) {
            open--;
            if (!receiving) {
                since = now(context);
            }
        }
        context.write(message, promise);
    }
}
