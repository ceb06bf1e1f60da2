package io.opencoc.plugin.sms;

import io.opencoc.api.JsonText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is set for a gateway.
 *
 * @param url template
 * @param headers templates of values by name
 * @param body template
 * @param statuses that mean success, where {@code x} stands for any digit
 * @param pattern that a successful answer holds; empty for any
 * @param key empty without one
 * @param secret empty without one
 */
record GatewaySettings(
        String method,
        String url,
        Type type,
        Map<String, String> headers,
        String body,
        List<String> statuses,
        String pattern,
        int segments,
        String key,
        String secret) {

    /** How a body is written. */
    enum Type {
        JSON("application/json", JsonText::escaped),
        FORM("application/x-www-form-urlencoded", Percent::encode),
        TEXT("text/plain; charset=utf-8", text -> text);

        final String header;
        final UnaryOperator<String> escape;

        Type(String header, UnaryOperator<String> escape) {
            this.header = header;
            this.escape = escape;
        }
    }

    private static final int MOST_HEADERS = 20;
    private static final int LEAST_MASKED = 4;

    static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "required": ["url"],
              "properties": {
                "method": {
                  "type": "string", "enum": ["POST", "PUT", "GET"], "default": "POST",
                  "title": "Method", "x-zh": {"title": "请求方法"}
                },
                "url": {
                  "type": "string", "minLength": 10, "maxLength": 2000, "x-destination": true,
                  "pattern": "^https?://[A-Za-z0-9.:-]+([/?][^\\\\s#]*)?$",
                  "title": "Address", "description": "Values may stand after the host: https://sms.example.com/send?to={digits}&text={text}",
                  "x-zh": {"title": "地址", "description": "主机名之后可用占位符：https://sms.example.com/send?to={digits}&text={text}"}
                },
                "contentType": {
                  "type": "string", "enum": ["json", "form", "text"], "default": "json",
                  "title": "Content type", "description": "json, form (application/x-www-form-urlencoded) or text (plain)",
                  "x-zh": {"title": "内容类型", "description": "json、form（application/x-www-form-urlencoded）或 text（纯文本）"}
                },
                "headers": {
                  "type": "string", "maxLength": 4000, "format": "textarea", "x-destination": true,
                  "title": "Headers", "description": "One in a line, like: Authorization: Bearer {secret}",
                  "x-zh": {"title": "请求头", "description": "每行一个，例如：Authorization: Bearer {secret}"}
                },
                "body": {
                  "type": "string", "maxLength": 8000, "format": "textarea", "x-destination": true,
                  "default": "{\\"mobile\\":\\"{mobile}\\",\\"text\\":\\"{text}\\"}",
                  "title": "Body", "description": "As a form: to={digits}&text={text}. Not sent with GET",
                  "x-zh": {"title": "请求体", "description": "表单写作：to={digits}&text={text}。GET 时不发送"}
                },
                "key": {
                  "type": "string", "maxLength": 1024, "writeOnly": true,
                  "title": "Value of {key}", "x-zh": {"title": "{key} 的取值"}
                },
                "secret": {
                  "type": "string", "maxLength": 1024, "writeOnly": true,
                  "title": "Value of {secret}", "x-zh": {"title": "{secret} 的取值"}
                },
                "successStatus": {
                  "type": "string", "minLength": 3, "maxLength": 60, "pattern": "^[1-5][0-9x]{2}(, ?[1-5][0-9x]{2}){0,9}$", "default": "2xx",
                  "title": "Status of success", "description": "With commas, x for any digit: 2xx, or 200,202",
                  "x-zh": {"title": "成功状态码", "description": "以逗号分隔，x 代表任意数字：2xx，或 200,202"}
                },
                "successPattern": {
                  "type": "string", "maxLength": 200,
                  "title": "Answer of success", "description": "What a successful answer holds, * for anything: \\"code\\":*0. Empty for any answer",
                  "x-zh": {"title": "成功应答", "description": "成功时应答中包含的内容，* 代表任意内容：\\"code\\":*0。留空则不检查"}
                },
                "maxSegments": {
                  "type": "integer", "minimum": 1, "maximum": 10, "default": 2,
                  "title": "Segments at most", "description": "Each costs as one message: 70 characters with Chinese, 160 without",
                  "x-zh": {"title": "最多条数", "description": "长短信按条计费：含中文每条 70 字，否则 160 字符"}
                }
              }
            }
            """;

    static GatewaySettings of(Given given) {
        String url = given.required("url", "the address of the gateway");
        if (!url.matches("https?://[A-Za-z0-9.:-]+([/?][^\\s#]*)?")) {
            throw given.wrong("url", "is not an address like https://host/path, with values only after the host");
        }
        String method = given.optional("method", "POST");
        if (!List.of("POST", "PUT", "GET").contains(method)) {
            throw given.wrong("method", "is none of POST, PUT, GET");
        }
        Type type =
                switch (given.optional("contentType", "json")) {
                    case "json" -> Type.JSON;
                    case "form" -> Type.FORM;
                    case "text" -> Type.TEXT;
                    default -> throw given.wrong("contentType", "is none of json, form, text");
                };
        return new GatewaySettings(
                method,
                url,
                type,
                headers(given),
                given.optional("body", "{\"mobile\":\"{mobile}\",\"text\":\"{text}\"}"),
                Arrays.stream(given.optional("successStatus", "2xx").split(","))
                        .map(String::strip)
                        .toList(),
                given.optional("successPattern", ""),
                given.number("maxSegments", 2, 1, 10),
                given.optional("key", ""),
                given.optional("secret", ""));
    }

    private static Map<String, String> headers(Given given) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : given.optional("headers", "").split("\\R")) {
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (!name.matches("[A-Za-z0-9-]{1,100}") || headers.size() >= MOST_HEADERS) {
                throw given.wrong(
                        "headers",
                        "has a line that is not like 'Name: value', or more than " + MOST_HEADERS + " lines");
            }
            headers.put(name, line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Whether a status means success. */
    boolean success(int status) {
        String text = String.valueOf(status);
        return statuses.stream().anyMatch(s -> text.matches(s.replace("x", "[0-9]")));
    }

    /** A text without the secrets, which a gateway may repeat. */
    String masked(String text) {
        String masked = text;
        for (String hidden : List.of(key, secret)) {
            if (hidden.length() >= LEAST_MASKED) {
                masked = masked.replace(hidden, "***")
                        .replace(Percent.encode(hidden), "***")
                        .replace(JsonText.escaped(hidden), "***");
            }
        }
        return masked;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return method + " of the gateway";
    }
}
