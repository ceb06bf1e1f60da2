/** Things to do at a time, kept in the database, done once by any node. */
@NullMarked
package io.opencoc.kernel.timer;

import org.jspecify.annotations.NullMarked;
