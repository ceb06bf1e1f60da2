/**
 * Messages to group robots of DingTalk: the message's plain text becomes the robot's Markdown, signed and handed over by one call of the robot's
 * webhook address.
 */
@NullMarked
package io.opencoc.plugin.dingtalk;

import org.jspecify.annotations.NullMarked;
