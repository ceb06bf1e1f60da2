package io.opencoc.plugin.huawei;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.api.AlarmSource;
import io.opencoc.api.IntegrationPoint;
import io.opencoc.api.JsonReader;
import io.opencoc.api.contract.AlarmSourceContract;
import io.opencoc.kernel.json.JacksonJsonReader;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AomSourceContractTest extends AlarmSourceContract {
    @Override
    protected AlarmSource source() {
        return new HuaweiPlugin().alarmSources().get(1);
    }

    @Override
    protected JsonReader reader(byte[] body) {
        return new JacksonJsonReader(body);
    }

    @Test
    void theInstructionsHoldTheTemplate() {
        var text = source().instructions(new IntegrationPoint(URI.create("https://coc.example.com/hooks/k3y"), "k3y"));
        assertTrue(text.en().contains("\n```\n" + AomMessage.TEMPLATE + "```\n"), text.en());
        assertTrue(text.zh().contains("\n```\n" + AomMessage.TEMPLATE + "```\n"), text.zh());
    }
}
