package io.opencoc.plugin.sms;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Asks Aliyun whether a message went out: by its id among those of a number and a day, the days being those of China. */
final class AliyunReceipts {
    /** Nothing went out. */
    static final String NONE = "";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    /** Tries of one message are spread over some hours at most: before this hour the first may have been on the day before. */
    private static final int LATEST = 9;

    private static final int PAGE = 50;
    private static final int MOST_PAGES = 10;
    private static final String FAILED = "2";

    private final AliyunApi api;
    private final Clock clock;

    AliyunReceipts(AliyunApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * Looks today, and after midnight also yesterday.
     *
     * @return what is known of a try that went out, in words; {@link #NONE} without one
     */
    Uni<String> find(Mobile to, String outId) {
        ZonedDateTime now = clock.instant().atZone(CHINA);
        LocalDate today = now.toLocalDate();
        Uni<String> found = find(to, outId, today, 1);
        return now.getHour() >= LATEST
                ? found
                : found.chain(f -> f.isEmpty()
                        ? find(to, outId, today.minusDays(1), 1)
                        : Uni.createFrom().item(f));
    }

    private Uni<String> find(Mobile to, String outId, LocalDate day, int page) {
        Map<String, String> query = Map.of(
                "PhoneNumber",
                to.domestic(),
                "SendDate",
                day.format(DateTimeFormatter.BASIC_ISO_DATE),
                "PageSize",
                String.valueOf(PAGE),
                "CurrentPage",
                String.valueOf(page));
        return api.call("QuerySendDetails", query).chain(answer -> {
            Map<String, String> said = api.accepted(answer);
            String found = in(said, outId);
            boolean more = said.containsKey(place(PAGE - 1) + "SendStatus") && page < MOST_PAGES;
            return found.isEmpty() && more
                    ? find(to, outId, day, page + 1)
                    : Uni.createFrom().item(found);
        });
    }

    /** Of a try that the carrier refused nothing arrived: only others count. */
    private static String in(Map<String, String> said, String outId) {
        for (int i = 0; i < PAGE; i++) {
            String status = Answers.first(said, place(i) + "SendStatus");
            if (outId.equals(said.get(place(i) + "OutId")) && !status.equals(FAILED)) {
                String code = Answers.first(said, place(i) + "ErrCode");
                return Clean.shown("status " + status + (code.isEmpty() ? "" : ", " + code));
            }
        }
        return NONE;
    }

    private static String place(int index) {
        return "SmsSendDetailDTOs.SmsSendDetailDTO." + index + ".";
    }
}
