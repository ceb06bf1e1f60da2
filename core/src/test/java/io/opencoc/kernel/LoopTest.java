package io.opencoc.kernel;

import static io.opencoc.kernel.TestServer.await;
import static io.opencoc.kernel.TestServer.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {

    @Test
    void goesOnWhateverAStepThrows() {
        Vertx vertx = Vertx.vertx();
        AtomicInteger steps = new AtomicInteger();
        Loop loop = new Loop(vertx, "test", Duration.ofMillis(1), () -> switch (steps.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("thrown");
            case 2 -> throw new StackOverflowError("an error");
            case 3 -> Uni.createFrom().failure(new Throwable("failed"));
            case 4 ->
                Uni.createFrom().emitter(e -> {
                    throw new StackOverflowError("an error of the subscription");
                });
            default -> Uni.createFrom().item(false);
        });
        loop.start();
        eventually("it goes on", () -> steps.get() > 6);
        assertTrue(!loop.isFailing());
        await(loop.stop());
        await(vertx.close());
    }
}
