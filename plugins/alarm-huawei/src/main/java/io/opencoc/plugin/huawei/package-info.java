/**
 * Alarms of Huawei Cloud. Two sources, Cloud Eye (CES) and Application Operations Management (AOM), get what the Simple Message
 * Notification service (SMN) delivers in one envelope; AOM's alarms can also be fetched from its API.
 */
@NullMarked
package io.opencoc.plugin.huawei;

import org.jspecify.annotations.NullMarked;
