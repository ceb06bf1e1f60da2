package io.opencoc.crash;

import java.time.Instant;

/** One alarm in one request. Its id travels as the alarm's description, which is an annotation and so no part of the fingerprint. */
final class Attempt {

    /** What the sender was told. */
    enum Answer {
        /** Nothing yet, or the connection broke: it may be stored. */
        NONE(0, 1),
        /** 2xx. */
        ACKNOWLEDGED(1, 1),
        /** 5xx: it may be stored all the same. */
        UNAVAILABLE(0, 1),
        /** 4xx. */
        REFUSED(0, 0);

        final int least;
        final int most;

        Answer(int least, int most) {
            this.least = least;
            this.most = most;
        }

        static Answer of(int status) {
            return status / 100 == 2 ? ACKNOWLEDGED : status / 100 == 4 ? REFUSED : UNAVAILABLE;
        }
    }

    final String id;
    final Series.Occurrence occurrence;
    final boolean firing;
    private volatile Answer answer = Answer.NONE;

    Attempt(String id, Series.Occurrence occurrence, boolean firing) {
        this.id = id;
        this.occurrence = occurrence;
        this.firing = firing;
    }

    Answer answer() {
        return answer;
    }

    void answered(Answer told) {
        answer = told;
    }

    /** As an alert of Alertmanager's API. */
    String json() {
        Series series = occurrence.series();
        Instant end = firing ? Instant.parse("2099-01-01T00:00:00Z") : occurrence.startsAt();
        return "{\"labels\":{\"alertname\":\"" + series.name() + "\",\"rule\":\"" + series.rule()
                + (series.group().isEmpty() ? "" : "\",\"group\":\"" + series.group())
                + "\",\"severity\":\"critical\"},\"annotations\":{\"description\":\"" + id + "\"},\"startsAt\":\""
                + occurrence.startsAt() + "\",\"endsAt\":\"" + end + "\"}";
    }
}
