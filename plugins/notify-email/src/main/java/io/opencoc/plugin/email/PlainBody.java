package io.opencoc.plugin.email;

import io.opencoc.api.OutboundMessage;

/** The mail for readers without HTML. */
final class PlainBody {
    private PlainBody() {}

    static String of(OutboundMessage message) {
        StringBuilder out = new StringBuilder(512);
        out.append(Clean.lines(message.text(), Words.MAX_TEXT)).append("\n\n");
        message.facts().stream().limit(Words.MAX_FACTS).forEach(fact -> out.append(
                        Clean.line(fact.label(), Words.MAX_LABEL))
                .append(": ")
                .append(Clean.line(fact.value(), Words.MAX_VALUE))
                .append('\n'));
        String link = Words.link(message);
        if (link != null) {
            out.append('\n')
                    .append(Words.OPEN.in(message.language()))
                    .append(":\n")
                    .append(link)
                    .append('\n');
        }
        return out.append("\n-- \n")
                .append(Words.FOOTER.in(message.language()))
                .append('\n')
                .toString();
    }
}
