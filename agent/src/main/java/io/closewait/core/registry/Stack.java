package io.closewait.core.registry;

import org.jspecify.annotations.Nullable;

/**
 * A stack that was taken: a {@link StackCapture}, which is not symbolised and pins the classes on it, until the agent's thread
 * puts the {@link Site} that it stands for in its place.
 */
public interface Stack {
    /** The interned stack; null while it is not interned. */
    @Nullable
    Site site();
}
