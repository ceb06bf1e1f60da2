package io.opencoc.plugin.sms;

import io.opencoc.api.NotificationChannel;
import io.opencoc.api.OpencocPlugin;
import java.util.List;

/** The entry class of the plug-in. */
public final class SmsPlugin implements OpencocPlugin {

    @Override
    public List<NotificationChannel> notificationChannels() {
        return List.of(new AliyunChannel(), new HuaweiChannel(), new TwilioChannel(), new GatewayChannel());
    }
}
