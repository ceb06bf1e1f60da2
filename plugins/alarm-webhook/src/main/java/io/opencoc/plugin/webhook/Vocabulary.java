package io.opencoc.plugin.webhook;

import io.opencoc.api.AlarmLevel;
import io.opencoc.api.AlarmStatus;
import org.jspecify.annotations.Nullable;

/** What words mean that many senders use. */
final class Vocabulary {
    private static final int LONGEST = 20;

    private Vocabulary() {}

    /** Null when the word is not known; bare numbers are not: some count from the worst, others from the best. */
    static @Nullable AlarmLevel level(String word) {
        if (word.length() > LONGEST) {
            return null;
        }
        return switch (ValueMap.key(word)) {
            case "critical",
                    "crit",
                    "fatal",
                    "emergency",
                    "emerg",
                    "disaster",
                    "page",
                    "p0",
                    "p1",
                    "sev0",
                    "sev1",
                    "s1" -> AlarmLevel.CRITICAL;
            case "紧急", "致命" -> AlarmLevel.CRITICAL;
            case "major", "error", "err", "high", "severe", "alert", "p2", "sev2", "s2", "重要", "严重" -> AlarmLevel.MAJOR;
            case "minor", "warning", "warn", "medium", "moderate", "average", "p3", "sev3", "s3" -> AlarmLevel.MINOR;
            case "次要", "一般", "警告" -> AlarmLevel.MINOR;
            case "suggestion", "info", "information", "informational", "notice", "low", "none", "debug", "trivial" ->
                AlarmLevel.SUGGESTION;
            case "p4", "p5", "sev4", "sev5", "s4", "s5", "提示" -> AlarmLevel.SUGGESTION;
            default -> null;
        };
    }

    /** Null when the word is not known. */
    static @Nullable AlarmStatus status(String word) {
        if (word.length() > LONGEST) {
            return null;
        }
        return switch (ValueMap.key(word)) {
            case "ok", "okay", "resolved", "resolve", "recovered", "recovery", "cleared", "clear", "closed", "close" ->
                AlarmStatus.OK;
            case "normal", "up", "healthy", "inactive", "fixed", "success", "succeeded", "passed", "passing" ->
                AlarmStatus.OK;
            case "ended", "end", "done", "good", "restored", "completed", "恢复", "已恢复", "正常", "已解决" -> AlarmStatus.OK;
            case "alarm", "alert", "alerting", "firing", "fire", "triggered", "trigger", "active", "open", "opened" ->
                AlarmStatus.ALARM;
            case "problem", "raised", "raise", "down", "failed", "failing", "failure", "error", "critical", "warning" ->
                AlarmStatus.ALARM;
            case "new", "created", "acknowledged", "unhealthy", "bad", "告警", "异常", "故障" -> AlarmStatus.ALARM;
            default -> null;
        };
    }
}
