package io.opencoc.plugin.prometheus;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.JsonReader;
import io.opencoc.api.contract.AlarmSourceContract;
import io.opencoc.kernel.json.JacksonJsonReader;

class PrometheusSourceContractTest extends AlarmSourceContract {

    @Override
    protected AlarmSource source() {
        return new PrometheusPlugin().alarmSources().get(0);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }
}
