package io.opencoc.kernel.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void printsAsStarsAlsoInsideARecord() {
        record Holder(String name, Secret secret) {}
        assertEquals("Holder[name=a, secret=***]", new Holder("a", Secret.of("quiet lantern moss")).toString());
        assertEquals("quiet lantern moss", Secret.of("quiet lantern moss").reveal());
    }

    @Test
    void comparesItsText() {
        assertEquals(Secret.of("a"), Secret.of("a"));
        assertNotEquals(Secret.of("a"), Secret.of("b"));
    }

    @Test
    void masksLongerSecretsFirstAndLeavesShortOnes() {
        LogMask.hide(Secret.of("battery"));
        LogMask.hide(Secret.of("battery-staple"));
        LogMask.hide(Secret.of("abc"));
        assertEquals("x *** y *** abc", LogMask.mask("x battery-staple y battery abc"));
    }
}
