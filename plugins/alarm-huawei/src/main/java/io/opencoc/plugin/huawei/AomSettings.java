package io.opencoc.plugin.huawei;

import io.opencoc.api.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How AOM's API is asked.
 *
 * @param base scheme and authority
 * @param region from {@code aom.<region>.…}; null when the host has another form
 * @param enterpriseProject null for the access key's default
 */
record AomSettings(
        URI base,
        @Nullable String region,
        String project,
        AkSk key,
        @Nullable String enterpriseProject) {
    private static final int DEFAULT_SECONDS = 60;
    private static final int SHORTEST_SECONDS = 30;

    static final String SCHEMA = SmnSettings.schema("""
                "host": {
                  "type": "string", "maxLength": 200, "pattern": "^[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?$", "x-destination": true,
                  "title": "Host of AOM's API",
                  "description": "To fetch alarms as well: aom.<region>.myhuaweicloud.com. Empty: alarms come through SMN only.",
                  "x-zh": {"title": "AOM API 主机", "description": "如需拉取告警请填写：aom.<区域>.myhuaweicloud.com。留空则仅接收 SMN 推送。"}
                },
                "projectId": {
                  "type": "string", "maxLength": 64, "pattern": "^[A-Za-z0-9_-]+$", "title": "Project ID",
                  "description": "Of the region, from My Credentials in Huawei Cloud's console.",
                  "x-zh": {"title": "项目 ID", "description": "对应区域的项目 ID，见华为云控制台“我的凭证”。"}
                },
                "accessKey": {
                  "type": "string", "maxLength": 128, "pattern": "^[A-Za-z0-9]+$", "x-destination": true, "title": "Access key (AK)",
                  "description": "Of a user who may do aom:alarm:list and nothing else.",
                  "x-zh": {"title": "访问密钥（AK）", "description": "所属用户只需 aom:alarm:list 权限。"}
                },
                "secretKey": {
                  "type": "string", "maxLength": 128, "writeOnly": true, "pattern": "^[!-~]+$", "title": "Secret key (SK)",
                  "x-zh": {"title": "私有密钥（SK）"}
                },
                "enterpriseProject": {
                  "type": "string", "maxLength": 64, "pattern": "^[A-Za-z0-9_-]+$", "title": "Enterprise project",
                  "description": "An ID, or all_granted_eps for all that the user may see.",
                  "x-zh": {"title": "企业项目", "description": "企业项目 ID；all_granted_eps 表示该用户有权限的全部企业项目。"}
                },
                "intervalSeconds": {
                  "type": "integer", "minimum": 30, "maximum": 3600, "default": 60, "title": "Fetch every (s)",
                  "x-zh": {"title": "拉取间隔（秒）"}
                }""");

    /** Null when nothing is to be fetched. */
    static @Nullable Duration every(Settings settings) {
        return Texts.first(settings.text("host")) == null
                ? null
                : Duration.ofSeconds(Math.max(SHORTEST_SECONDS, settings.number("intervalSeconds", DEFAULT_SECONDS)));
    }

    static AomSettings of(Settings settings) throws IOException {
        String host = needed(settings, "host", "host").toLowerCase(Locale.ROOT);
        String[] labels = host.split("\\.");
        return new AomSettings(
                URI.create("https://" + host),
                labels.length > 2 && labels[0].equals("aom") ? labels[1] : null,
                needed(settings, "projectId", "project ID"),
                new AkSk(needed(settings, "accessKey", "access key"), needed(settings, "secretKey", "secret key")),
                Texts.first(settings.text("enterpriseProject")));
    }

    private static String needed(Settings settings, String name, String what) throws IOException {
        String value = Texts.first(settings.text(name));
        if (value == null) {
            throw new IOException("AOM cannot be asked: " + name + " (the " + what + ") is not set, though host is");
        }
        return value;
    }
}
