package io.opencoc.launcher.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

/** Stack traces for the log, of bounded length. */
final class Failures {
    private static final int LONGEST = 20_000;

    private Failures() {}

    static String trace(IThrowableProxy failure) {
        String trace = ThrowableProxyUtil.asString(failure);
        return trace.length() > LONGEST ? trace.substring(0, LONGEST) + "…\n" : trace;
    }
}
