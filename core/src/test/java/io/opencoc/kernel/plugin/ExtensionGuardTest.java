package io.opencoc.kernel.plugin;

import static io.opencoc.kernel.plugin.PluginHostFixture.await;
import static io.opencoc.kernel.plugin.PluginHostFixture.message;
import static io.opencoc.kernel.plugin.PluginHostFixture.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.BadPayloadException;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Recipient;
import io.opencoc.api.Settings;
import io.opencoc.kernel.plugin.PluginCallException.Kind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What extensions may do to the server, and what the server does about it. */
@NullUnmarked
class ExtensionGuardTest {
    private static final Settings NO_SETTINGS = name -> null;
    private static final Recipient ANN = new Recipient("Ann", "http://ann.test");

    @TempDir
    Path folder;

    private PluginHostFixture fixture;
    private AlarmSourceRuntime bundled;
    private AlarmSourceRuntime foreign;
    private NotificationChannelRuntime channel;
    private NotificationChannelRuntime foreignChannel;

    @BeforeEach
    void start() throws Exception {
        System.clearProperty("moody.free");
        fixture = new PluginHostFixture(folder);
        fixture.bundle(TestPlugins.source("in", "inside"), "in.jar");
        fixture.bundle(TestPlugins.channel("chat", "chat"), "chat.jar");
        TestPlugins.source("out", "outside").write(fixture.plugins().resolve("out.jar"));
        TestPlugins.channel("out-chat", "out-chat").write(fixture.plugins().resolve("out-chat.jar"));
        PluginHost host = fixture.start();
        bundled = host.alarmSources().get("inside");
        foreign = host.alarmSources().get("outside");
        channel = host.notificationChannels().get("chat");
        foreignChannel = host.notificationChannels().get("out-chat");
    }

    @AfterEach
    void end() {
        System.setProperty("moody.free", "true");
        fixture.close();
    }

    @Test
    void aBundledSourceIsCalledOnTheCallersThread() {
        assertEquals(
                "Name on " + Thread.currentThread().getName(),
                await(bundled.parse(request("ok"))).alarms().get(0).name());
        assertEquals(1, bundled.health().calls());
    }

    @Test
    void whateverASourceThrowsBecomesOneKindOfFailure() {
        for (AlarmSourceRuntime source : List.of(bundled, foreign)) {
            PluginCallException boom = callFailure(source, "throw");
            assertEquals(Kind.DEFECT, boom.kind());
            assertTrue(boom.getMessage().contains("IllegalStateException: boom"), boom.getMessage());
            assertTrue(callFailure(source, "overflow").getMessage().contains("StackOverflowError"));
            await(source.parse(request("ok")));
            assertTrue(callFailure(source, "null").getMessage().contains("parse() returned null"));
            assertEquals(3, source.health().defects());
            assertEquals(4, source.health().calls());
            assertEquals(3, source.health().lastErrors().size());
        }
    }

    @Test
    void aBadPayloadIsTheSendersFaultAndNeverTrips() {
        for (int i = 0; i < 50; i++) {
            Throwable failure = failure(foreign.parse(request("bad")));
            assertEquals(BadPayloadException.class, failure.getClass());
            assertEquals("line 1: no", failure.getMessage());
        }
        assertEquals(50, foreign.health().refused());
        assertEquals(20, foreign.health().lastErrors().size(), "only the last are kept");
        assertNull(foreign.health().trippedUntil());
    }

    @Test
    void aStrangersSourceIsTrippedForAMinuteAndABundledOneIsNot() {
        for (int i = 0; i < 3; i++) {
            assertEquals(Kind.DEFECT, callFailure(foreign, "throw").kind());
            assertEquals(Kind.DEFECT, callFailure(bundled, "throw").kind());
        }
        PluginCallException off = callFailure(foreign, "ok");
        assertEquals(Kind.TRIPPED, off.kind());
        assertTrue(off.getMessage().contains("switched off for 60 s"), off.getMessage());
        assertNotNull(foreign.health().trippedUntil());
        assertEquals(1, foreign.health().turnedAway());
        await(bundled.parse(request("ok")));

        fixture.now.updateAndGet(now -> now.plus(Duration.ofSeconds(61)));
        assertNull(foreign.health().trippedUntil());
        assertEquals(Kind.DEFECT, callFailure(foreign, "throw").kind());
        assertEquals(Kind.TRIPPED, callFailure(foreign, "ok").kind(), "one more failure is enough after a trip");

        fixture.now.updateAndGet(now -> now.plus(Duration.ofSeconds(61)));
        await(foreign.parse(request("ok")));
        assertEquals(Kind.DEFECT, callFailure(foreign, "throw").kind());
        await(foreign.parse(request("ok")));
    }

    @Test
    void aHangingSourceIsGivenUpAndBlocksOnlyItself() {
        List<UniAssertSubscriber<?>> hanging = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            hanging.add(foreign.parse(request("hang")).subscribe().withSubscriber(UniAssertSubscriber.create()));
        }
        assertEquals(Kind.BUSY, callFailure(foreign, "ok").kind(), "all places are taken");
        for (UniAssertSubscriber<?> call : hanging) {
            Throwable failure = call.awaitFailure(Duration.ofSeconds(20)).getFailure();
            assertEquals(Kind.TIMEOUT, ((PluginCallException) failure).kind());
        }
        assertEquals(3, foreign.health().timeouts());
        assertEquals(Kind.TRIPPED, callFailure(foreign, "ok").kind());
        await(bundled.parse(request("ok")));
    }

    @Test
    void aChannelFailsOnlyWithDeliveryExceptions() {
        for (NotificationChannelRuntime c : List.of(channel, foreignChannel)) {
            assertTrue(send(c, "ok").answer().startsWith("http://ann.test on "));
            DeliveryException refused = sendFailure(c, "refuse");
            assertFalse(refused.retryable());
            assertEquals("no such number", refused.getMessage());
            for (String mood : List.of("throw", "fail", "null", "nothing")) {
                DeliveryException failed = sendFailure(c, mood);
                assertTrue(failed.retryable(), mood);
                assertTrue(failed.getMessage().contains("' failed: "), failed.getMessage());
                send(c, "ok");
            }
            assertEquals(4, c.health().defects());
        }
        assertTrue(
                send(foreignChannel, "ok").answer().contains("plugin-channel-out-chat"),
                "a stranger's has its own threads");
    }

    @Test
    void aSilentProviderIsGivenUpButDoesNotTrip() {
        for (int i = 0; i < 4; i++) {
            DeliveryException silent = sendFailure(channel, "never");
            assertTrue(silent.retryable());
            assertTrue(silent.getMessage().contains("did not answer within 300 ms"), silent.getMessage());
        }
        send(channel, "ok");
        assertEquals(4, channel.health().timeouts());
    }

    @Test
    void aChannelThatBlocksItsCallerIsTripped() {
        for (int i = 0; i < 3; i++) {
            assertTrue(sendFailure(foreignChannel, "block").getMessage().contains("did not answer"));
        }
        assertEquals(Duration.ofMinutes(1), sendFailure(foreignChannel, "ok").retryAfter());
        send(channel, "ok");
    }

    @Test
    void aFailingChannelIsTrippedAndSaysWhenToComeBack() {
        for (int i = 0; i < 3; i++) {
            sendFailure(channel, "throw");
        }
        DeliveryException off = sendFailure(channel, "ok");
        assertTrue(off.retryable());
        assertEquals(Duration.ofMinutes(1), off.retryAfter());
        send(foreignChannel, "ok");
        fixture.now.updateAndGet(now -> now.plus(Duration.ofSeconds(61)));
        send(channel, "ok");
    }

    @Test
    void onlySoManyMessagesAreUnderWayAndSoManyWait() {
        List<UniAssertSubscriber<DeliveryReceipt>> waiting = new ArrayList<>();
        for (String mood : List.of("never", "never", "ok", "ok")) {
            waiting.add(channel.send(message(mood), ANN, NO_SETTINGS)
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create()));
        }
        DeliveryException busy = sendFailure(channel, "ok");
        assertTrue(busy.getMessage().contains("is busy"), busy.getMessage());
        assertEquals(Duration.ofSeconds(5), busy.retryAfter());
        waiting.get(0).cancel();
        waiting.get(2).awaitItem(Duration.ofSeconds(20));
        waiting.get(3).awaitItem(Duration.ofSeconds(20));
        waiting.get(1).awaitFailure(Duration.ofSeconds(20));
        send(channel, "ok");
    }

    @Test
    void callsAreCountedAsMetrics() {
        await(bundled.parse(request("ok")));
        callFailure(bundled, "throw");
        assertEquals(1, count("inside", "ok"));
        assertEquals(1, count("inside", "defect"));
    }

    private long count(String extension, String outcome) {
        return fixture.meters
                .get("coc.plugin.calls")
                .tag("extension", extension)
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private static DeliveryReceipt send(NotificationChannelRuntime c, String mood) {
        return await(c.send(message(mood), ANN, NO_SETTINGS));
    }

    private static DeliveryException sendFailure(NotificationChannelRuntime c, String mood) {
        return assertThrows(DeliveryException.class, () -> send(c, mood));
    }

    private static PluginCallException callFailure(AlarmSourceRuntime source, String mood) {
        return (PluginCallException) failure(source.parse(request(mood)));
    }

    private static Throwable failure(Uni<?> uni) {
        Throwable failure = assertThrows(Throwable.class, () -> await(uni));
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
