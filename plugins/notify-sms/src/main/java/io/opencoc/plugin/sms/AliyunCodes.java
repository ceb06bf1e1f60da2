package io.opencoc.plugin.sms;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Aliyun's error codes mean. */
final class AliyunCodes {
    private static final String PER_NUMBER = "isv.BUSINESS_LIMIT_CONTROL";
    private static final Map<String, Refusal> CODES = Map.ofEntries(
            entry(
                    "isv.DAY_LIMIT_CONTROL",
                    Refusal.permanent("the day's limit is used up: raise it in the SMS console")),
            entry(
                    "isv.MONTH_LIMIT_CONTROL",
                    Refusal.permanent("the month's limit is used up: raise it in the SMS console")),
            entry("isv.MOBILE_NUMBER_ILLEGAL", Refusal.permanent("the recipient's mobile number is wrong")),
            entry("isv.MOBILE_COUNT_OVER_LIMIT", Refusal.permanent("")),
            entry(
                    "isv.SMS_TEMPLATE_ILLEGAL",
                    Refusal.permanent("check 'templateCode': the template must be approved and of this account")),
            entry(
                    "isv.SMS_SIGNATURE_ILLEGAL",
                    Refusal.permanent("check 'signName': the signature must be approved and of this account")),
            entry(
                    "isv.SMS_SIGNATURE_SCENE_ILLEGAL",
                    Refusal.permanent("signature and template are not for the same use")),
            entry(
                    "isv.TEMPLATE_MISSING_PARAMETERS",
                    Refusal.permanent("the template has a variable that is not set: check the names of the variables")),
            entry(
                    "isv.TEMPLATE_PARAMS_ILLEGAL",
                    Refusal.permanent(
                            "a value does not match the variable's attribute in the template: choose the attribute 'other'")),
            entry("isv.INVALID_JSON_PARAM", Refusal.permanent("")),
            entry("isv.INVALID_PARAMETERS", Refusal.permanent("")),
            entry("isv.PARAM_LENGTH_LIMIT", Refusal.permanent("lower 'maxParameter'")),
            entry(
                    "isv.PARAM_NOT_SUPPORT_URL",
                    Refusal.permanent(
                            "variables may hold no address: set 'linkAs' to lastPart, with the rest in the template")),
            entry("isv.BLACK_KEY_CONTROL_LIMIT", Refusal.permanent("a value holds a word that may not be sent")),
            entry("isv.AMOUNT_NOT_ENOUGH", Refusal.permanent("the account has no balance")),
            entry("isv.ACCOUNT_NOT_EXISTS", Refusal.permanent("")),
            entry("isv.ACCOUNT_ABNORMAL", Refusal.permanent("")),
            entry("isv.OUT_OF_SERVICE", Refusal.permanent("the service is suspended: settle the account")),
            entry(
                    "isv.PRODUCT_UN_SUBSCRIPT",
                    Refusal.permanent("the account has not activated the short message service")),
            entry(
                    "isp.RAM_PERMISSION_DENY",
                    Refusal.permanent("the RAM user may not: grant dysms:SendSms and dysms:QuerySendDetails")),
            entry("isp.SYSTEM_ERROR", Refusal.transientOne("")),
            entry(PER_NUMBER, Refusal.throttled("Aliyun's limit of messages to one number")),
            entry("SignatureDoesNotMatch", Refusal.permanent("check 'accessKeySecret'")),
            entry("IncompleteSignature", Refusal.permanent("check 'accessKeySecret'")),
            entry("InvalidTimeStamp.Expired", Refusal.transientOne("the clock of this server is wrong")),
            entry("SignatureNonceUsed", Refusal.transientOne("")));

    private AliyunCodes() {}

    /**
     * The meaning of a code.
     *
     * @param words which tell the limits of one number apart
     * @param status by which a code that is not known counts
     */
    static Refusal of(String code, String words, int status) {
        Refusal known = CODES.get(code);
        if (known != null) {
            return code.equals(PER_NUMBER) && words.contains("天级") ? Refusal.permanent(known.hint()) : known;
        }
        if (code.startsWith("Throttling")) {
            return Refusal.throttled("");
        }
        if (code.startsWith("InvalidAccessKeyId") || code.startsWith("Forbidden")) {
            return Refusal.permanent("check 'accessKeyId' and its rights");
        }
        if (code.startsWith("isv.")) {
            return Refusal.permanent("");
        }
        return status == 200 ? Refusal.transientOne("") : Refusal.of(status);
    }

    /** How long to wait by what the words say of a number's limit; null when they do not. */
    static @Nullable Duration pause(String code, String words) {
        if (!code.equals(PER_NUMBER)) {
            return null;
        }
        return words.contains("小时级") ? Duration.ofHours(1) : Duration.ofMinutes(1);
    }
}
