/**
 * Messages to people by text message, through Aliyun, Huawei Cloud, Twilio, or any gateway with an HTTP interface.
 *
 * <p>A channel ({@link SmsChannel}) reads its settings, words the message ({@link SmsText}),
 * signs the request as its provider wants it, and reads the answer ({@link Answers},
 * {@link Refusal}). Nothing is kept between messages.
 */
@NullMarked
package io.opencoc.plugin.sms;

import org.jspecify.annotations.NullMarked;
