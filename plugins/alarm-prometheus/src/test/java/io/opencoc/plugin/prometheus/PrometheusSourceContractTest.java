package io.opencoc.plugin.prometheus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonReader;
import io.opencoc.api.contract.AlarmSourceContract;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.net.URI;
import org.junit.jupiter.api.Test;

class PrometheusSourceContractTest extends AlarmSourceContract {

    @Override
    protected AlarmSource source() {
        return new PrometheusPlugin().alarmSources().get(0);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }

    @Test
    void theInstructionsHoldTheConfigurationsAsCode() {
        URI url = URI.create("https://coc.example.com/hooks/k3y");
        String text = source().instructions(new IntegrationPoint(url, "k3y")).en();
        assertTrue(text.contains("\n```yaml\nroute:\n  receiver: opencoc\n"), text);
        assertTrue(text.contains("send_resolved: true\n```\n\n2. "), text);
        assertTrue(text.contains("\n```yaml\nalerting:\n  alertmanagers:\n    - scheme: https\n"), text);
        assertTrue(text.contains("targets: [\"coc.example.com:443\"]\n```\n"), text);
    }
}
