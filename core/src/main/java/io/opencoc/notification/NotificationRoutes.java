package io.opencoc.notification;

import io.opencoc.kernel.http.Api;
import io.opencoc.kernel.http.Call;
import io.opencoc.kernel.http.Reply;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Notifications and their channels over HTTP. */
final class NotificationRoutes {
    private final NotificationService service;
    private final ChannelService channels;

    NotificationRoutes(NotificationService service, ChannelService channels) {
        this.service = service;
        this.channels = channels;
    }

    private record Own(ObjectNode settings) {}

    private record Test(String address) {}

    void bind(Api api) {
        api.on("listNotifications", this::list)
                .on("getNotification", call -> service.get(call.who(), call.id())
                        .map(Reply::of))
                .on("resendNotification", call -> service.resend(call.who(), call.id())
                        .map(Reply::of))
                .on("listNotificationChannels", call -> channels.list(call.who())
                        .map(items -> Reply.of(Map.of("items", items))))
                .on("getNotificationChannel", call -> channels.get(call.who(), call.textOf("channel"))
                        .map(Reply::of))
                .on("updateNotificationChannel", this::update)
                .on("resetNotificationChannel", call -> channels.reset(call.who(), call.textOf("channel"))
                        .map(Reply::of))
                .on("testNotificationChannel", this::test);
    }

    private Uni<Reply> list(Call call) {
        return service.page(
                        call.who(),
                        NotificationFilter.of(call),
                        call.textOf("sort"),
                        call.offset(),
                        call.number("size"))
                .map(Reply::of);
    }

    private Uni<Reply> update(Call call) {
        return channels.update(
                        call.who(), call.textOf("channel"), call.body(Own.class).settings())
                .map(Reply::of);
    }

    private Uni<Reply> test(Call call) {
        return channels.test(
                        call.who(),
                        call.textOf("channel"),
                        call.body(Test.class).address())
                .map(Reply::of);
    }
}
