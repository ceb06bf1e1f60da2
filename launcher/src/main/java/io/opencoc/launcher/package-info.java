@NullMarked
package io.opencoc.launcher;

import org.jspecify.annotations.NullMarked;
