/** {@code coc audit verify}: checks the trail in the database itself, beside a running server or without one. Blocking, over JDBC, read-only. */
@NullMarked
package io.opencoc.launcher.audit;

import org.jspecify.annotations.NullMarked;
