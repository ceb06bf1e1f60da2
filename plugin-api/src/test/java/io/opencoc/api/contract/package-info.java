/**
 * What every extension must hold, as JUnit classes: extend one, say how to make the extension, run it. Shipped as this module's
 * test-jar for third parties too.
 */
@NullMarked
package io.opencoc.api.contract;

import org.jspecify.annotations.NullMarked;
