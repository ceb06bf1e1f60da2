package io.opencoc.kernel.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTimesTest {
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new RequestTimes(Duration.ofSeconds(75), Duration.ofSeconds(300)));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private boolean isOpenAfter(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runPendingTasks();
        return channel.isActive();
    }

    private void request() {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    @Test
    void waitsForHeadersForATime() {
        assertTrue(isOpenAfter(74));
        assertFalse(isOpenAfter(2));
    }

    @Test
    void aBodyThatTricklesEndsInTheEnd() {
        assertTrue(isOpenAfter(70));
        request();
        answer(HttpResponseStatus.CONTINUE);
        for (int i = 0; i < 298; i++) {
            channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[1])));
            assertTrue(isOpenAfter(1), i + " s");
        }
        assertFalse(isOpenAfter(3));
    }

    @Test
    void anAnswerTakesAsLongAsItLikes() {
        request();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        assertTrue(isOpenAfter(100_000));
        answer(HttpResponseStatus.OK);
        assertTrue(isOpenAfter(74));
        assertFalse(isOpenAfter(2));
    }

    @Test
    void aRequestBehindAnotherWaitsForItsAnswerToo() {
        for (int i = 0; i < 2; i++) {
            request();
            channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        answer(HttpResponseStatus.OK);
        assertTrue(isOpenAfter(1_000), "the second has no answer yet");
    }

    @Test
    void whatIsAnsweredEarlyStillHasToEnd() {
        request();
        answer(HttpResponseStatus.SERVICE_UNAVAILABLE);
        assertTrue(isOpenAfter(299));
        assertFalse(isOpenAfter(2));
    }
}
