package io.opencoc.plugin.huawei;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.OpencocPlugin;
import java.util.List;

/** The entry class of the plug-in. */
public final class HuaweiPlugin implements OpencocPlugin {
    private final Subscription subscription = new Subscription(new Certificates());

    @Override
    public List<AlarmSource> alarmSources() {
        return List.of(new CesSource(subscription), new AomSource(subscription));
    }
}
