/**
 * Messages to group robots of WeCom: the message's plain text becomes the robot's Markdown, or its plain text when somebody is mentioned by
 * number, handed over by one call of the robot's webhook address.
 */
@NullMarked
package io.opencoc.plugin.wecom;

import org.jspecify.annotations.NullMarked;
