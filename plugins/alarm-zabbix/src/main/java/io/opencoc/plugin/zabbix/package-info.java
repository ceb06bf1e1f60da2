/**
 * Alarms from Zabbix, which has no body of its own: the media type in the instructions posts an event's macros as flat JSON. A problem and its
 * recovery carry the same event id.
 */
@NullMarked
package io.opencoc.plugin.zabbix;

import org.jspecify.annotations.NullMarked;
