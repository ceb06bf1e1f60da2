package io.opencoc.alarm;

/** Numbers of alarms for people: {@code ALM000123}. */
public final class AlarmNumbers {
    private AlarmNumbers() {}

    public static String text(long number) {
        return "ALM%06d".formatted(number);
    }
}
