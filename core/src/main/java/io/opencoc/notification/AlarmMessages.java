package io.opencoc.notification;

import io.opencoc.alarm.AlarmEvents;
import io.opencoc.api.AlarmLevel;
import io.opencoc.api.Text;
import io.opencoc.engineer.EngineerService;
import io.opencoc.kernel.outbox.Subscriber;
import io.opencoc.kernel.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Tells an engineer of an alarm that a forwarding rule of type alarm gave them. */
final class AlarmMessages {
    private final EngineerService engineers;
    private final Drafts drafts;

    AlarmMessages(EngineerService engineers, Drafts drafts) {
        this.engineers = engineers;
        this.drafts = drafts;
    }

    Subscriber<AlarmEvents.Assigned> subscriber() {
        return new Subscriber<>(
                "notification-alarm", Set.of(AlarmEvents.Assigned.TYPE), AlarmEvents.Assigned.class, false, this::tell);
    }

    private Uni<Void> tell(Tx tx, AlarmEvents.Assigned event) {
        About about = About.alarm(
                event.eventId(), NotificationEvent.ALARM_ASSIGNED, event.aggregateId(), event.integrationId());
        return engineers
                .find(tx, event.engineerId())
                .chain(engineer -> engineer == null
                        ? Uni.createFrom().voidItem()
                        : drafts.write(tx, engineer, about, message(event, engineer.language())));
    }

    static Message message(AlarmEvents.Assigned e, String language) {
        String level = level(e.level()).in(language);
        String text = new Text("An alarm was given to you.", "有一条告警已分配给您。").in(language);
        return new Message(
                Message.oneLine("[" + level + "] " + e.number() + new Text(" alarm: ", " 告警：").in(language) + e.name()),
                e.description() == null ? text : text + "\n\n" + Message.lines(e.description()),
                new Facts(language)
                        .add("Alarm", "告警", e.number() + " " + e.name())
                        .add("Level", "级别", level)
                        .add("Resource", "资源", e.resourceName())
                        .add("Application", "应用", e.application())
                        .add("Region", "区域", e.region())
                        .add("Since", "开始时间", e.startsAt())
                        .list());
    }

    private static Text level(AlarmLevel level) {
        return switch (level) {
            case CRITICAL -> new Text("Critical", "紧急");
            case MAJOR -> new Text("Major", "重要");
            case MINOR -> new Text("Minor", "次要");
            case SUGGESTION -> new Text("Suggestion", "提示");
        };
    }
}
