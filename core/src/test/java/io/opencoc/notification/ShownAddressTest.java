package io.opencoc.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com",
        "httpfan@example.com, httpfan@example.com",
        "+8613800000000, +8613800000000",
        "https://robot.example.com/cgi-bin/webhook/send?key=abc-1, https://robot.example.com/cgi-bin/webhook/send?key=***",
        "https://robot.example.com/send?access_token=a&sign=b#ada@all, https://robot.example.com/send?access_token=***&sign=***#ada@all",
        "https://hooks.example.com/services/T000/XXXXXXXXXXXXXXXXXXXXXXXX, https://hooks.example.com/services/T000/***",
        "HTTPS://user:word@hooks.example.com:8443/in, HTTPS://hooks.example.com:8443/in",
        "https://hooks.example.com?abc, https://hooks.example.com?***",
        "https://robot.example.com/send#secret=SEC1, https://robot.example.com/send#secret=***",
    })
    void hidesWhatMayBeAKey(String address, String shown) {
        assertEquals(shown, ShownAddress.of(address));
    }

    @Test
    void thereMayBeNone() {
        assertNull(ShownAddress.of(null));
    }
}
