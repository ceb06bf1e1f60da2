/** What must not be read by anyone: master key, encryption, masked values. */
@NullMarked
package io.opencoc.kernel.secret;

import org.jspecify.annotations.NullMarked;
