/** The API's edge: contract, problems, calls, live updates. */
@NullMarked
package io.opencoc.kernel.http;

import org.jspecify.annotations.NullMarked;
