package io.closewait.core.registry;

import org.jspecify.annotations.Nullable;

/**
 * A stack as the JVM captures it fastest: not symbolised, and pinning the classes on it. It lives until the agent's thread
 * turns it into a {@link Site}, or the socket is closed, whichever is first.
 */
public final class StackCapture extends Throwable implements Stack {
    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable Site site;

    /** Of the stack whose place it took. */
    private transient @Nullable Site earlier;

    StackCapture() {
        super(null, null, false, true);
    }

    /** The site it was interned to, for a capture that several records share. */
    @Override
    public @Nullable Site site() {
        return site;
    }

    /** The site of the stack that it replaces: that is told while this one is not interned. Called before others see it. */
    void replaces(@Nullable Stack before) {
        Site known = before == null ? null : before.site();
        earlier = known == null && before instanceof StackCapture ? ((StackCapture) before).earlier : known;
    }

    @Nullable
    Site earlier() {
        return earlier;
    }

    void interned(Site newSite) {
        site = newSite;
    }
}
