package io.closewait.core.code;

import io.closewait.core.library.Libraries;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of libraries, read when a report asks for it first: a JVM without a leak never pays for it. Thread-safe. */
public final class KnownLibraries implements Supplier<Libraries> {
    private final Supplier<Libraries> reader;
    private volatile @Nullable Libraries libraries;

    public KnownLibraries(Supplier<Libraries> reader) {
        this.reader = reader;
    }

    @Override
    public Libraries get() {
        Libraries known = libraries;
        return known == null ? read() : known;
    }

    private synchronized Libraries read() {
        Libraries known = libraries;
        if (known == null) {
            known = reader.get();
            libraries = known;
        }
        return known;
    }
}
