/** What every feature stands on; knows no feature. */
@NullMarked
package io.opencoc.kernel;

import org.jspecify.annotations.NullMarked;
