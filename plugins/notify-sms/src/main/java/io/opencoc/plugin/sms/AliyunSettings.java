package io.opencoc.plugin.sms;

import java.net.URI;

/**
 * What is set for Aliyun.
 *
 * @param rpc whether requests are signed in the old way
 */
record AliyunSettings(
        URI endpoint,
        boolean rpc,
        String accessKeyId,
        String accessKeySecret,
        String signName,
        String templateCode,
        TemplateValues template) {

    static final String SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "required": ["accessKeyId", "accessKeySecret", "signName", "templateCode"],
              "properties": {
                "accessKeyId": {
                  "type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[A-Za-z0-9._-]+$",
                  "title": "AccessKey ID", "description": "Of a RAM user that may only send text messages and query them",
                  "x-zh": {"title": "AccessKey ID", "description": "仅有短信发送和查询权限的 RAM 用户的 AccessKey ID"}
                },
                "accessKeySecret": {
                  "type": "string", "minLength": 1, "maxLength": 256, "writeOnly": true,
                  "title": "AccessKey secret",
                  "x-zh": {"title": "AccessKey Secret"}
                },
                "signName": {
                  "type": "string", "minLength": 1, "maxLength": 100,
                  "title": "Signature", "description": "Name of an approved signature, without brackets",
                  "x-zh": {"title": "签名名称", "description": "已审核通过的签名名称，不带括号"}
                },
                "templateCode": {
                  "type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9_]+$",
                  "title": "Template code", "description": "Of an approved notification template, like SMS_000000001",
                  "x-zh": {"title": "模板 CODE", "description": "已审核通过的通知类模板的 CODE，例如 SMS_000000001"}
                },
                "subjectParameter": {
                  "type": "string", "minLength": 1, "maxLength": 20, "pattern": "^[A-Za-z][A-Za-z0-9_]*$", "default": "subject",
                  "title": "Variable for the subject", "description": "Name of the template's variable, without ${}",
                  "x-zh": {"title": "主题变量", "description": "模板中变量的名称，不带 ${}"}
                },
                "levelParameter": {
                  "type": "string", "maxLength": 20, "pattern": "^([A-Za-z][A-Za-z0-9_]*)?$",
                  "title": "Variable for the level", "description": "Empty when the template has none",
                  "x-zh": {"title": "级别变量", "description": "模板中没有时留空"}
                },
                "linkParameter": {
                  "type": "string", "maxLength": 20, "pattern": "^([A-Za-z][A-Za-z0-9_]*)?$",
                  "title": "Variable for the link", "description": "Empty when the template has none",
                  "x-zh": {"title": "链接变量", "description": "模板中没有时留空"}
                },
                "linkAs": {
                  "type": "string", "enum": ["lastPart", "address"], "default": "lastPart",
                  "title": "Link as", "description": "lastPart: what follows the last slash, for templates in China, where variables may hold no address; address: the whole",
                  "x-zh": {"title": "链接形式", "description": "lastPart：仅最后一段（国内模板的变量不能包含网址）；address：完整地址"}
                },
                "maxParameter": {
                  "type": "integer", "minimum": 10, "maximum": 500, "default": 35,
                  "title": "Longest value", "description": "Characters of a variable; longer values are cut. See the variable's attribute in the template",
                  "x-zh": {"title": "变量最大长度", "description": "超出的部分会被截断；以模板中变量属性的长度限制为准"}
                },
                "signature": {
                  "type": "string", "enum": ["v3", "v2"], "default": "v3",
                  "title": "Signature of requests", "description": "v2 (RPC, HMAC-SHA1) only for installations of one's own that do not know v3",
                  "x-zh": {"title": "请求签名", "description": "v2（RPC，HMAC-SHA1）仅用于不支持 v3 的专有云"}
                },
                "endpoint": {
                  "type": "string", "maxLength": 300, "pattern": "^https?://[A-Za-z0-9.:-]+/?$", "x-destination": true,
                  "default": "https://dysmsapi.aliyuncs.com",
                  "title": "Address of the service",
                  "x-zh": {"title": "服务地址"}
                }
              }
            }
            """;

    static AliyunSettings of(Given given) {
        return new AliyunSettings(
                given.endpoint("endpoint", "https://dysmsapi.aliyuncs.com"),
                given.optional("signature", "v3").equals("v2"),
                given.required("accessKeyId", "the AccessKey's id"),
                given.required("accessKeySecret", "the AccessKey's secret"),
                given.required("signName", "the name of the signature"),
                given.required("templateCode", "the code of the template"),
                TemplateValues.of(given));
    }
}
