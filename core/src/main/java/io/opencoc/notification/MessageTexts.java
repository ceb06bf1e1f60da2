package io.opencoc.notification;

import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.api.Text;
import io.opencoc.incident.AlarmRef;
import io.opencoc.incident.IncidentEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words an event of an incident in the reader's language. Pure. */
final class MessageTexts {
    private MessageTexts() {}

    /**
     * How an event is worded.
     *
     * @param headline after the number, in the subject
     * @param sentence in which {0} is who did it
     * @param description whether the incident's description follows
     */
    private record Wording(
            Text headline, Text sentence, @Nullable String said, boolean description) {}

    static Message of(IncidentEvent event, String language) {
        Wording w = wording(event);
        IncidentEvent.Snapshot i = event.incident();
        String subject = Message.oneLine(
                "[" + i.level() + "] " + i.number() + " " + w.headline.in(language) + colon(language) + i.title());
        List<String> text = new ArrayList<>();
        text.add(w.sentence
                .in(language)
                .replace("{0}", Message.oneLine(event.by().name())));
        if (w.said != null) {
            text.add(Message.lines(w.said));
        }
        if (w.description && i.description() != null) {
            text.add(Message.lines(i.description()));
        }
        return new Message(subject, String.join("\n\n", text), facts(event, language));
    }

    private static Wording wording(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Created e ->
                new Wording(
                        new Text("opened", "已创建"),
                        new Text(
                                "An incident was opened. It is yours: accept it, or reject it with a reason.",
                                "有新的事件单需要您处理：请受理，或填写原因后驳回。"),
                        null,
                        true);
            case IncidentEvent.Forwarded e ->
                new Wording(
                        new Text("forwarded to you", "已转给您"),
                        new Text("{0} forwarded this incident to you.", "{0} 将此事件单转给了您。"),
                        e.comment(),
                        true);
            case IncidentEvent.Rejected e ->
                new Wording(
                        new Text("rejected", "已被驳回"),
                        new Text(
                                "{0} rejected the incident that you created. Change it and submit it again, or close it. The reason:",
                                "{0} 驳回了您创建的事件单。请修改后重新提交，或将其关闭。驳回原因："),
                        e.reason(),
                        false);
            case IncidentEvent.Resubmitted e ->
                new Wording(
                        new Text("submitted again", "已重新提交"),
                        new Text(
                                "{0} changed the rejected incident and submitted it to you again.",
                                "{0} 修改了被驳回的事件单，并重新提交给您。"),
                        null,
                        true);
            case IncidentEvent.VerificationFailed e ->
                new Wording(
                        new Text("verification failed", "验证未通过"),
                        new Text(
                                "{0} found that the incident is not solved; it is yours again. The reason:",
                                "{0} 验证后认为事件尚未解决，事件单已退回给您。原因："),
                        e.comment(),
                        false);
            default -> throw new IllegalArgumentException("nobody is told of " + event.type());
        };
    }

    private static List<Fact> facts(IncidentEvent event, String language) {
        IncidentEvent.Snapshot i = event.incident();
        Facts facts = new Facts(language);
        facts.add("Incident", "事件单", i.number());
        facts.add("Title", "标题", i.title());
        facts.add("Level", "级别", i.level());
        facts.add("Application", "应用", i.application());
        facts.add("Region", "区域", i.region());
        if (event instanceof IncidentEvent.Created created) {
            AlarmRef alarm = created.alarm();
            facts.add("Alarm", "告警", alarm == null ? null : alarm.number() + " " + alarm.name());
        }
        facts.add("Opened at", "创建时间", i.createdAt());
        if (!(event instanceof IncidentEvent.Created)) {
            facts.add("By", "操作人", event.by().name());
            facts.add("At", "操作时间", event.at());
        }
        return facts.list();
    }

    private static String colon(String language) {
        return new Text(": ", "：").in(language);
    }
}
