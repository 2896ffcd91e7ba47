package io.closewait.core.diagnose;

/** An origin that leaked at some time in this run, whether it still does or not. Immutable. */
public final class SeenLeak {
    public final String fingerprint;
    public final Verdict verdict;
    /** The frame to look at, or empty. */
    public final String lookAt;
    /** The most sockets of this origin that leaked at once, as far as reports saw. */
    public final int most;

    SeenLeak(LeakGroup group, int mostBefore) {
        fingerprint = group.fingerprint;
        verdict = group.verdict();
        lookAt = group.lookAt() == null ? "" : group.lookAt().toString();
        most = Math.max(group.count, mostBefore);
    }
}
