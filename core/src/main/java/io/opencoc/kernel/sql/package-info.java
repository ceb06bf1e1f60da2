/** Transactions with a tenant: the only way to PostgreSQL. */
@NullMarked
package io.opencoc.kernel.sql;

import org.jspecify.annotations.NullMarked;
