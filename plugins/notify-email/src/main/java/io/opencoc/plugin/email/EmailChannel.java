package io.opencoc.plugin.email;

import io.opencoc.api.ContactMethod;
import io.opencoc.api.DeliveryException;
import io.opencoc.api.DeliveryReceipt;
import io.opencoc.api.Descriptor;
import io.opencoc.api.MailPort.Mail;
import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OutboundMessage;
import io.opencoc.api.PluginContext;
import io.opencoc.api.Recipient;
import io.opencoc.api.Text;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Sends a message as a mail. Stateless; does not block. */
final class EmailChannel implements NotificationChannel {
    private static final int MAX_SUBJECT = 200;
    private static final int MAX_ID = 100;
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "email",
            new Text("Mail", "邮件"),
            new Text("Sends messages through an SMTP server.", "通过 SMTP 服务器发送消息。"),
            EmailSettings.SCHEMA,
            Set.of("password"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public ContactMethod contactMethod() {
        return ContactMethod.EMAIL;
    }

    @Override
    public Uni<DeliveryReceipt> send(OutboundMessage message, Recipient recipient, PluginContext context) {
        return Uni.createFrom().deferred(() -> {
            try {
                EmailSettings settings = EmailSettings.of(context.settings());
                return context.mail().send(settings.server(), mail(message, recipient, settings));
            } catch (DeliveryException e) {
                return Uni.createFrom().failure(e);
            }
        });
    }

    private static Mail mail(OutboundMessage message, Recipient recipient, EmailSettings settings) {
        String subject = Clean.line(message.subject(), MAX_SUBJECT);
        String id = Clean.line(message.id(), MAX_ID).replaceAll("[^A-Za-z0-9._+-]", "-");
        return new Mail(
                (id.isEmpty() ? "message" : id) + "@" + settings.domain(),
                settings.from(),
                recipient.address(),
                Clean.line(recipient.name(), MAX_SUBJECT),
                subject.isEmpty() ? "OpenCOC" : subject,
                PlainBody.of(message),
                HtmlBody.of(message));
    }
}
