package io.closewait.core.library;

import org.jspecify.annotations.Nullable;

/** What to do about one kind of leak of a library's sockets. Immutable. */
final class Advice {
    final String verdict;
    final Library.Situation situation;
    final Library.Side side;
    /** Null: every version that no other advice is for. */
    final @Nullable VersionRange versions;

    final String text;

    Advice(
            String verdict,
            Library.Situation situation,
            Library.Side side,
            @Nullable VersionRange versions,
            String text) {
        this.verdict = verdict;
        this.situation = situation;
        this.side = side;
        this.versions = versions;
        this.text = text;
    }

    /** Whether this one says more about the version than the other one, which may be null. */
    boolean isBetterThan(@Nullable Advice other, @Nullable Version version) {
        if (versions == null) {
            return other == null || (version == null && other.versions != null);
        }
        if (version != null) {
            return versions.contains(version) && (other == null || other.versions == null);
        }
        return other == null || (other.versions != null && VersionRange.BY_AGE.compare(versions, other.versions) > 0);
    }
}
