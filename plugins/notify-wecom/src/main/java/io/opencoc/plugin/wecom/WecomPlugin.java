package io.opencoc.plugin.wecom;

import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OpencocPlugin;
import java.util.List;

/** The entry class of the plug-in. */
public final class WecomPlugin implements OpencocPlugin {

    @Override
    public List<NotificationChannel> notificationChannels() {
        return List.of(new WecomChannel());
    }
}
