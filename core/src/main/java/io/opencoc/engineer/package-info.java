/**
 * The people who are told. An engineer has a name, ways to be reached and a language; incidents are theirs to handle and messages go to
 * them. Routes → {@link io.opencoc.engineer.EngineerService} → {@link io.opencoc.engineer.EngineerRepository}; other features ask the service,
 * within their own transaction.
 */
@NullMarked
package io.opencoc.engineer;

import org.jspecify.annotations.NullMarked;
