package io.opencoc.plugin.nagios;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.JsonReader;
import io.opencoc.api.contract.AlarmSourceContract;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.util.Map;

class NagiosSourceContractTest extends AlarmSourceContract {

    @Override
    protected AlarmSource source() {
        return new NagiosPlugin().alarmSources().get(0);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }

    /** The server's own test alarms come without the token; they are taken all the same. */
    @Override
    protected Map<String, String> settings() {
        return Map.of("token", "t0ken-of-nagios");
    }
}
