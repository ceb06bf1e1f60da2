package io.opencoc.kernel.http;

import com.networknt.schema.Schema;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A validator of the contract, made when it is needed: making all takes half a second of a start. {@link Contract#prepare} makes them in
 * quiet. Safe for all threads.
 */
public final class LazySchema {
    private @Nullable Supplier<Schema> make;
    private volatile @Nullable Schema made;

    LazySchema(Supplier<Schema> make) {
        this.make = make;
    }

    /** The validator; the first call takes milliseconds. */
    public Schema get() {
        Schema there = made;
        return there == null ? make() : there;
    }

    private synchronized Schema make() {
        Schema there = made;
        if (there == null) {
            there = java.util.Objects.requireNonNull(make).get();
            made = there;
            make = null;
        }
        return there;
    }
}
