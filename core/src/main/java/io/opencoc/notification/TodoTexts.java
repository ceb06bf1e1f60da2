package io.opencoc.notification;

import io.opencoc.api.Text;
import io.opencoc.kernel.access.Person;
import io.opencoc.todo.Todo;
import io.opencoc.todo.TodoEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words an event of a to-do in the reader's language. Pure. */
final class TodoTexts {
    private TodoTexts() {}

    /**
     * How an event is worded.
     *
     * @param headline after the number, in the subject
     * @param sentence in which {0} is who did it
     */
    private record Wording(
            Text headline, Text sentence, @Nullable String said) {}

    static Message of(TodoEvent event, String language) {
        Wording w = wording(event);
        Todo todo = event.todo();
        String subject = Message.oneLine("[" + severity(todo.severity()).in(language) + "] " + todo.number() + " "
                + w.headline.in(language) + new Text(": ", "：").in(language) + todo.name());
        List<String> text = new ArrayList<>();
        text.add(w.sentence
                .in(language)
                .replace("{0}", Message.oneLine(event.by().name())));
        if (w.said != null) {
            text.add(Message.lines(w.said));
        }
        if (event instanceof TodoEvent.Created || event instanceof TodoEvent.Updated) {
            text.add(Message.lines(todo.description()));
            text.add(new Text("Recommended solution:", "建议方案：").in(language) + "\n" + Message.lines(todo.solution()));
        }
        return new Message(
                subject, String.join("\n\n", text), facts(todo, language).list());
    }

    private static Wording wording(TodoEvent event) {
        return switch (event) {
            case TodoEvent.Created e ->
                new Wording(
                        new Text("is yours", "待您处理"),
                        new Text("{0} gave you a to-do: accept it.", "{0} 创建了由您负责的待办单，请受理。"),
                        null);
            case TodoEvent.Updated e ->
                new Wording(
                        new Text("is yours", "待您处理"),
                        new Text("{0} gave you a to-do: accept it.", "{0} 将待办单交由您负责，请受理。"),
                        null);
            case TodoEvent.Accepted e ->
                new Wording(
                        new Text("accepted", "已受理"),
                        new Text("{0} accepted the to-do that you created.", "{0} 受理了您创建的待办单。"),
                        null);
            case TodoEvent.Closed e ->
                new Wording(
                        new Text("closed", "已关闭"),
                        new Text("{0} closed the to-do that you created.", "{0} 关闭了您创建的待办单。"),
                        e.comment());
            case TodoEvent.Cancelled e ->
                new Wording(
                        new Text("cancelled", "已取消"),
                        new Text("{0} cancelled the to-do: nothing is left to do.", "{0} 取消了待办单，无需再处理。"),
                        e.comment());
            case TodoEvent.Overdue e ->
                new Wording(
                        new Text("is overdue", "已逾期"),
                        new Text("The deadline of the to-do has passed, and it is still open.", "待办单已过截止时间，仍未关闭。"),
                        null);
        };
    }

    private static Facts facts(Todo todo, String language) {
        return new Facts(language)
                .add("To-do", "待办单", todo.number())
                .add("Name", "名称", todo.name())
                .add("Type", "类型", type(todo.type()).in(language))
                .add("Severity", "级别", severity(todo.severity()).in(language))
                .add("Owners", "责任人", todo.owners().stream().map(Person::name).collect(Collectors.joining(", ")))
                .add("Created by", "创建人", todo.createdBy().name())
                .add("Deadline", "截止时间", todo.deadline());
    }

    private static Text type(String type) {
        return switch (type) {
            case "scheduledIncident" -> new Text("Scheduled incident", "计划性事件");
            case "riskWarning" -> new Text("Risk warning", "风险预警");
            default -> new Text("Other", "其他");
        };
    }

    private static Text severity(String severity) {
        return switch (severity) {
            case "critical" -> new Text("Critical", "紧急");
            case "major" -> new Text("Major", "重要");
            case "minor" -> new Text("Minor", "次要");
            default -> new Text("Suggestion", "提示");
        };
    }
}
