@NullMarked
package io.opencoc.postgres;

import org.jspecify.annotations.NullMarked;
