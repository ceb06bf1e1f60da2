/** What single parts of core cost, measured with JMH. */
@NullMarked
package io.opencoc.bench;

import org.jspecify.annotations.NullMarked;
