package io.opencoc.plugin.email;

import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;

/**
 * The mail for readers with HTML: tables and inline styles, because that is what mail programs understand; light by itself, dark where the
 * reader's program says so. Every text is escaped.
 */
final class HtmlBody {
    private static final String FONT =
            "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI','PingFang SC','Microsoft YaHei',Roboto,Arial,sans-serif";
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="%s"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <title>%s</title>
            <style>
            @media (prefers-color-scheme:dark){
            .page{background:#14161a!important}.card{background:#1f2329!important;border-color:#2f6fed #343a43 #343a43!important}
            .title,.text,.value{color:#e8eaed!important}.label,.foot{color:#9aa3af!important}.row{border-color:#343a43!important}
            }
            </style></head>
            """;
    private static final String CARD = """
            <body class="page" style="margin:0;padding:0;background:#f3f5f8">
            <table role="presentation" class="page" width="100%%" cellpadding="0" cellspacing="0" style="background:#f3f5f8">
            <tr><td align="center" style="padding:24px 12px">
            <table role="presentation" class="card" width="100%%" cellpadding="0" cellspacing="0" \
            style="max-width:600px;background:#ffffff;border:1px solid #dde2ea;border-top:4px solid #2f6fed;border-radius:8px">
            <tr><td style="padding:24px 28px 8px">
            <h1 class="title" style="margin:0 0 12px;font-size:18px;line-height:1.4;color:#1b2330;%1$s">%2$s</h1>
            <div class="text" style="font-size:14px;line-height:1.6;color:#3c4654;word-break:break-word;%1$s">%3$s</div>
            </td></tr>
            """;
    private static final String ROW = """
            <tr>
            <td class="label row" valign="top" style="padding:8px 12px 8px 0;border-top:1px solid #edf0f4;font-size:13px;\
            color:#69758a;white-space:nowrap;%1$s">%2$s</td>
            <td class="value row" valign="top" style="padding:8px 0;border-top:1px solid #edf0f4;font-size:13px;\
            color:#1b2330;word-break:break-word;%1$s">%3$s</td>
            </tr>
            """;
    private static final String BUTTON = """
            <tr><td style="padding:8px 28px 16px"><a href="%1$s" style="display:inline-block;padding:10px 20px;\
            background:#2f6fed;border-radius:6px;color:#ffffff;font-size:14px;font-weight:600;text-decoration:none;%2$s">%3$s</a>\
            </td></tr>
            """;
    private static final String FOOT = """
            <tr><td class="foot" style="padding:8px 28px 24px;font-size:12px;line-height:1.5;color:#69758a;%s">%s</td></tr>
            </table></td></tr></table></body></html>
            """;

    private HtmlBody() {}

    static String of(OutboundMessage message) {
        String language = message.language();
        String title = escape(Clean.line(message.subject(), 200));
        StringBuilder out = new StringBuilder(4096);
        out.append(HEAD.formatted(language.startsWith("zh") ? "zh-CN" : "en", title));
        out.append(CARD.formatted(
                FONT, title, escape(Clean.lines(message.text(), Words.MAX_TEXT)).replace("\n", "<br>\n")));
        if (!message.facts().isEmpty()) {
            out.append("<tr><td style=\"padding:8px 28px 16px\">")
                    .append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\">\n");
            message.facts().stream().limit(Words.MAX_FACTS).forEach(fact -> out.append(row(fact)));
            out.append("</table></td></tr>\n");
        }
        String link = Words.link(message);
        if (link != null) {
            out.append(BUTTON.formatted(escape(link), FONT, escape(Words.OPEN.in(language))));
        }
        return out.append(FOOT.formatted(FONT, escape(Words.FOOTER.in(language))))
                .toString();
    }

    private static String row(Fact fact) {
        return ROW.formatted(
                FONT,
                escape(Clean.line(fact.label(), Words.MAX_LABEL)),
                escape(Clean.line(fact.value(), Words.MAX_VALUE)));
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
