/**
 * The first page: what waits to be handled, and the last 24 hours. Owns no data: it asks the other features, all in one transaction.
 */
@NullMarked
package io.opencoc.overview;

import org.jspecify.annotations.NullMarked;
