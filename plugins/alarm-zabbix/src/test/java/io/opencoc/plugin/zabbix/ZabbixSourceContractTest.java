package io.opencoc.plugin.zabbix;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.JsonReader;
import io.opencoc.api.contract.AlarmSourceContract;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.util.Map;

class ZabbixSourceContractTest extends AlarmSourceContract {

    @Override
    protected AlarmSource source() {
        return new ZabbixPlugin().alarmSources().get(0);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }

    /** The server's own test alarms come without the token; they are taken all the same. */
    @Override
    protected Map<String, String> settings() {
        return Map.of("token", "t0ken-of-zabbix");
    }
}
