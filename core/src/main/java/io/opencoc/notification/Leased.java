package io.opencoc.notification;

import io.opencoc.api.OutboundMessage;
import io.opencoc.api.OutboundMessage.Fact;
import io.opencoc.kernel.json.Json;
import io.opencoc.kernel.settings.StoredSettings;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this server may try now.
 *
 * @param attempts with this one
 * @param until when the lease is over
 * @param own the tenant's own settings of the channel; null without
 * @param call that it goes with, when its channel has a limit: all with the same are one message; else null
 * @param project enterprise project of what it is about; null when that is not known
 */
record Leased(
        UUID tenant,
        UUID id,
        String channel,
        String recipientName,
        @Nullable String address,
        String language,
        String subject,
        String text,
        String facts,
        @Nullable String linkPath,
        int attempts,
        Instant createdAt,
        Instant until,
        @Nullable StoredSettings own,
        @Nullable UUID project,
        @Nullable UUID call) {

    OutboundMessage message(@Nullable String publicUrl) {
        URI link = publicUrl == null || linkPath == null ? null : URI.create(publicUrl + linkPath);
        return new OutboundMessage(
                id.toString(), attempts, subject, text, List.of(Json.read(facts, Fact[].class)), link, language);
    }
}
