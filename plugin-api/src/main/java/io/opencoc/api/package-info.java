@NullMarked
package io.opencoc.api;

import org.jspecify.annotations.NullMarked;
