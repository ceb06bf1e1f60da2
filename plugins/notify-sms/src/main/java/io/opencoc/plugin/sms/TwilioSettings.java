package io.opencoc.plugin.sms;

import java.net.URI;

/**
 * What is set for Twilio.
 *
 * @param user account or API key
 * @param service whether the sender is a messaging service; else it is a number or name
 */
record TwilioSettings(
        URI endpoint, String accountSid, String user, String authToken, boolean service, String sender, int segments) {

    static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "required": ["accountSid", "authToken"],
              "properties": {
                "accountSid": {
                  "type": "string", "maxLength": 34, "pattern": "^AC[0-9a-fA-F]{32}$",
                  "title": "Account SID", "x-zh": {"title": "Account SID"}
                },
                "apiKeySid": {
                  "type": "string", "maxLength": 34, "pattern": "^(SK[0-9a-fA-F]{32})?$",
                  "title": "API key SID", "description": "Empty to sign in with the account's auth token",
                  "x-zh": {"title": "API Key SID", "description": "留空则使用账号的 Auth Token"}
                },
                "authToken": {
                  "type": "string", "minLength": 1, "maxLength": 256, "writeOnly": true,
                  "title": "Auth token or secret of the API key",
                  "x-zh": {"title": "Auth Token 或 API Key 的 Secret"}
                },
                "from": {
                  "type": "string", "maxLength": 16, "pattern": "^([+]?[0-9]{3,15}|[A-Za-z0-9 ]{1,11})?$",
                  "title": "Sender", "description": "A number of the account like +15005550006; empty with a messaging service",
                  "x-zh": {"title": "发送方", "description": "账号下的号码，例如 +15005550006；使用 Messaging Service 时留空"}
                },
                "messagingServiceSid": {
                  "type": "string", "maxLength": 34, "pattern": "^(MG[0-9a-fA-F]{32})?$",
                  "title": "Messaging service SID", "description": "Comes before the sender when both are set",
                  "x-zh": {"title": "Messaging Service SID", "description": "与发送方同时填写时以此为准"}
                },
                "maxSegments": {
                  "type": "integer", "minimum": 1, "maximum": 10, "default": 2,
                  "title": "Segments at most", "description": "Each costs as one message: 160 characters, or 70 when there is one that is not in the GSM alphabet",
                  "x-zh": {"title": "最多条数", "description": "长短信按条计费：每条 160 字符，含中文时 70 字"}
                },
                "endpoint": {
                  "type": "string", "maxLength": 300, "pattern": "^https?://[A-Za-z0-9.:-]+/?$", "x-destination": true,
                  "default": "https://api.twilio.com",
                  "title": "Address of the service", "x-zh": {"title": "服务地址"}
                }
              }
            }
            """;

    static TwilioSettings of(Given given) {
        String account = given.required("accountSid", "the account's SID");
        if (!account.matches("AC[0-9a-fA-F]{32}")) {
            throw given.wrong("accountSid", "is not AC and 32 hexadecimal digits");
        }
        String service = given.optional("messagingServiceSid");
        String token = given.required("authToken", "the auth token, or the secret of the API key");
        return new TwilioSettings(
                given.endpoint("endpoint", "https://api.twilio.com"),
                account,
                given.optional("apiKeySid", account),
                token,
                service != null,
                service != null ? service : given.required("from", "the sender, or 'messagingServiceSid'"),
                given.number("maxSegments", 2, 1, 10));
    }
}
