/**
 * Hands mail to SMTP servers: the server's side of {@link io.opencoc.api.MailPort}. One pooled client per distinct server
 * settings; headers are checked and encoded here, answers are sorted into permanent and passing failures here.
 */
@NullMarked
package io.opencoc.kernel.mail;

import org.jspecify.annotations.NullMarked;
