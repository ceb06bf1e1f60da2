@NullMarked
package io.opencoc.kernel;

import org.jspecify.annotations.NullMarked;
