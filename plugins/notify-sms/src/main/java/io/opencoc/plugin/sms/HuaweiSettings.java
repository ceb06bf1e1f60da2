package io.opencoc.plugin.sms;

import java.net.URI;

/**
 * What is set for both services of Huawei Cloud.
 *
 * @param smn whether the notification service sends; else the message service
 */
record HuaweiSettings(boolean smn, URI endpoint, String region, String accessKey, String secretKey) {

    static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "required": ["accessKey", "secretKey"],
              "properties": {
                "service": {
                  "type": "string", "enum": ["smn", "msgsms"], "default": "smn", "x-destination": true,
                  "title": "Service", "description": "smn: Simple Message Notification; msgsms: Message & SMS, which takes no new customers",
                  "x-zh": {"title": "服务", "description": "smn：消息通知服务；msgsms：消息&短信，已停止新客户开通"}
                },
                "region": {
                  "type": "string", "minLength": 1, "maxLength": 40, "pattern": "^[a-z0-9-]+$", "default": "cn-north-4", "x-destination": true,
                  "title": "Region", "x-zh": {"title": "区域"}
                },
                "accessKey": {
                  "type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[A-Za-z0-9._-]+$",
                  "title": "Access key ID", "description": "For msgsms the application key",
                  "x-zh": {"title": "访问密钥 ID（AK）", "description": "msgsms 填写 Application Key"}
                },
                "secretKey": {
                  "type": "string", "minLength": 1, "maxLength": 256, "writeOnly": true,
                  "title": "Secret access key", "description": "For msgsms the application secret",
                  "x-zh": {"title": "私有访问密钥（SK）", "description": "msgsms 填写 Application Secret"}
                },
                "projectId": {
                  "type": "string", "maxLength": 64, "pattern": "^[A-Za-z0-9]*$",
                  "title": "Project ID (smn)", "description": "Under My Credentials, of the region",
                  "x-zh": {"title": "项目 ID（smn）", "description": "在“我的凭证”中查看，与区域对应"}
                },
                "topic": {
                  "type": "string", "maxLength": 200, "pattern": "^[A-Za-z0-9_-]*[{]mobile[}][A-Za-z0-9_-]*$", "default": "opencoc-{mobile}",
                  "title": "Topic of a person (smn)", "description": "{mobile} stands for country code and number",
                  "x-zh": {"title": "每人的主题（smn）", "description": "{mobile} 代表国家码加号码"}
                },
                "maxSegments": {
                  "type": "integer", "minimum": 1, "maximum": 7, "default": 2,
                  "title": "Segments at most (smn)", "description": "Each costs as one message: 70 characters with Chinese, 160 without",
                  "x-zh": {"title": "最多条数（smn）", "description": "长短信按条计费：含中文每条 70 字，否则 160 字符"}
                },
                "sender": {
                  "type": "string", "maxLength": 32, "pattern": "^[0-9]*$",
                  "title": "Channel number (msgsms)", "x-zh": {"title": "通道号（msgsms）"}
                },
                "templateId": {
                  "type": "string", "maxLength": 64, "pattern": "^[A-Za-z0-9]*$",
                  "title": "Template ID (msgsms)", "x-zh": {"title": "模板 ID（msgsms）"}
                },
                "templateValues": {
                  "type": "string", "maxLength": 60, "pattern": "^(subject|level|link)(, ?(subject|level|link)){0,3}$", "default": "subject",
                  "title": "Values of the template (msgsms)", "description": "In the template's order, of subject, level, link, with commas; link is what follows the last slash",
                  "x-zh": {"title": "模板变量取值（msgsms）", "description": "按模板变量的顺序填写 subject、level、link，以逗号分隔；link 为链接的最后一段"}
                },
                "maxParameter": {
                  "type": "integer", "minimum": 5, "maximum": 500, "default": 20,
                  "title": "Longest value (msgsms)", "description": "Characters of a variable, as the template has it; longer values are cut",
                  "x-zh": {"title": "变量最大长度（msgsms）", "description": "以模板中变量的长度为准，超出的部分会被截断"}
                },
                "signName": {
                  "type": "string", "maxLength": 50,
                  "title": "Signature (msgsms)", "description": "Needed with common templates only",
                  "x-zh": {"title": "签名名称（msgsms）", "description": "仅通用模板需要填写"}
                },
                "digest": {
                  "type": "string", "enum": ["raw", "hex"], "default": "raw",
                  "title": "Password digest (msgsms)", "description": "hex when the right key is refused with E000111",
                  "x-zh": {"title": "摘要方式（msgsms）", "description": "密钥正确仍返回 E000111 时改为 hex"}
                },
                "endpoint": {
                  "type": "string", "maxLength": 300, "pattern": "^(https?://[A-Za-z0-9.:-]+/?)?$", "x-destination": true,
                  "title": "Address of the service", "description": "Empty for that of the region",
                  "x-zh": {"title": "服务地址", "description": "留空则使用所选区域的地址"}
                }
              }
            }
            """;

    static HuaweiSettings of(Given given) {
        boolean smn = given.optional("service", "smn").equals("smn");
        String region = given.optional("region", "cn-north-4");
        if (!region.matches("[a-z0-9-]{1,40}")) {
            throw given.wrong("region", "is not the name of one, like cn-north-4");
        }
        return new HuaweiSettings(
                smn,
                given.endpoint("endpoint", "https://" + (smn ? "smn." : "smsapi.") + region + ".myhuaweicloud.com"),
                region,
                given.required("accessKey", "the access key's id"),
                given.required("secretKey", "the secret access key"));
    }
}
