package io.opencoc.recipient;

import io.opencoc.api.Text;
import io.opencoc.engineer.Engineer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, at one moment.
 *
 * @param engineers each once, in the order in which they are called; empty when there is nobody at all
 * @param missing why those who were meant are not told, as a sentence; null when they are
 */
public record Resolved(List<Engineer> engineers, @Nullable Text missing) {}
