package io.opencoc.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The build packs the bundled plug-ins beside an index of their names and hashes. */
class BundledPluginsIndexTest {

    @Test
    void namesEachPlugInWithItsHash() throws Exception {
        List<String> lines =
                new String(read("index.txt"), StandardCharsets.UTF_8).lines().toList();
        TreeSet<String> names = new TreeSet<>();
        for (String line : lines) {
            String[] nameAndHash = line.split(" ");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(read(nameAndHash[0]));
            assertEquals(HexFormat.of().formatHex(hash), nameAndHash[1], line);
            names.add(nameAndHash[0].replaceFirst("-\\d.*", ""));
        }
        assertEquals(
                List.of(
                        "alarm-grafana",
                        "alarm-huawei",
                        "alarm-nagios",
                        "alarm-prometheus",
                        "alarm-webhook",
                        "alarm-zabbix",
                        "notify-dingtalk",
                        "notify-email",
                        "notify-sms",
                        "notify-webhook",
                        "notify-wecom"),
                List.copyOf(names));
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = Coc.class.getResourceAsStream("/bundled-plugins/" + name)) {
            assertNotNull(in, name);
            return in.readAllBytes();
        }
    }
}
