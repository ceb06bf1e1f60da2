package io.opencoc.plugin.huawei;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.JsonReader;
import io.opencoc.api.contract.AlarmSourceContract;
import io.opencoc.kernel.json.JacksonJsonReader;

class CesSourceContractTest extends AlarmSourceContract {
    @Override
    protected AlarmSource source() {
        return new HuaweiPlugin().alarmSources().get(0);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }
}
