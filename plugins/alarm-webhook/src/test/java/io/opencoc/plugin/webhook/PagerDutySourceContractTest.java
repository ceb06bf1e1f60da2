package io.opencoc.plugin.webhook;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.JsonReader;
import io.opencoc.api.contract.AlarmSourceContract;
import io.opencoc.kernel.json.JacksonJsonReader;

class PagerDutySourceContractTest extends AlarmSourceContract {

    @Override
    protected AlarmSource source() {
        return Requests.PAGER_DUTY;
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }
}
