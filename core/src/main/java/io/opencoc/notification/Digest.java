package io.opencoc.notification;

import io.opencoc.api.OutboundMessage;
import io.opencoc.api.Text;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words several deliveries as one message, in the language of the newest. Pure. */
final class Digest {
    private static final int MOST_LINES = 20;
    private static final Comparator<Leased> NEWEST_FIRST =
            Comparator.comparing(Leased::createdAt).thenComparing(Leased::id).reversed();

    private Digest() {}

    static OutboundMessage of(Call call, @Nullable String publicUrl) {
        List<Leased> newest = call.deliveries().stream().sorted(NEWEST_FIRST).toList();
        String language = newest.getFirst().language();
        List<String> lines = new ArrayList<>();
        newest.stream().limit(MOST_LINES).forEach(d -> lines.add(Message.oneLine(d.subject())));
        int more = newest.size() - lines.size();
        if (more > 0) {
            lines.add(new Text("… and " + more + " more in the console", "……还有 " + more + " 条，请在控制台查看").in(language));
        }
        return new OutboundMessage(
                id(newest),
                call.tries(),
                new Text(newest.size() + " notifications", newest.size() + " 条通知").in(language),
                String.join("\n", lines),
                List.of(),
                publicUrl == null ? null : URI.create(publicUrl + "/notifications"),
                language);
    }

    /** The same for the same deliveries, so that a repetition is recognisable; another one as soon as one has joined or left. */
    private static String id(List<Leased> newest) {
        String all = newest.stream().map(d -> d.id().toString()).collect(Collectors.joining());
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
