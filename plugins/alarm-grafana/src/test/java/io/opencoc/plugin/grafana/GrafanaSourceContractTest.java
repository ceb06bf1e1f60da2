package io.opencoc.plugin.grafana;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonReader;
import io.opencoc.api.Text;
import io.opencoc.api.contract.AlarmSourceContract;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrafanaSourceContractTest extends AlarmSourceContract {

    @Override
    protected AlarmSource source() {
        return new GrafanaPlugin().alarmSources().get(0);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }

    /** The server's own test alarms are not signed; they are taken all the same. */
    @Override
    protected Map<String, String> settings() {
        return Map.of("hmacSecret", "s3cret-of-grafana");
    }

    @Test
    void theInstructionsHoldTheAddressAndTheHeader() {
        URI url = URI.create("https://coc.example.com/hooks/k3y");
        Text text = source().instructions(new IntegrationPoint(url, "k3y"));
        for (String one : new String[] {text.en(), text.zh()}) {
            assertTrue(one.contains("\n```\n" + url + "\n```\n"), one);
            assertTrue(one.contains("`" + Signature.TIMESTAMP_HEADER + "`"), one);
        }
    }
}
