package io.opencoc.api;

/**
 * The kinds of addresses that a person can have.
 *
 * @since 1.0
 */
public enum ContactMethod {
    /** A mail address. */
    EMAIL,
    /** A mobile number in E.164 form. */
    MOBILE,
    /** The webhook address of a WeCom robot. */
    WECOM,
    /** The webhook address of a DingTalk robot. */
    DINGTALK,
    /** Any HTTP address. */
    WEBHOOK
}
