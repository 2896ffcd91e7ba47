package io.closewait.core.diagnose;

import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict on one socket, with what it rests on and where to look. Immutable. */
public final class Judgement {
    public final Verdict verdict;
    /** Whether the facts fit another verdict, too, and this one is only the most likely. */
    public final boolean isGuess;

    public final List<String> evidence;
    /** What to do about it, or empty. */
    public final String hint;
    /** The stack that matters, and what happened there; null when none is known. */
    public final @Nullable Site site;

    public final @Nullable Moment moment;
    /** The line to look at; null if none is known. */
    public final @Nullable StackTraceElement lookAt;
    /** What that line is if it is not where the application's own code went wrong; else empty. */
    public final String lookAtNote;

    Judgement(
            Verdict verdict,
            boolean isGuess,
            List<String> evidence,
            String hint,
            @Nullable Moment moment,
            @Nullable Site site,
            @Nullable StackTraceElement lookAt,
            String lookAtNote) {
        this.verdict = verdict;
        this.isGuess = isGuess;
        this.evidence = Collections.unmodifiableList(evidence);
        this.hint = hint;
        this.moment = site == null ? null : moment;
        this.site = site;
        this.lookAt = lookAt;
        this.lookAtNote = lookAtNote;
    }

    /** The verdict as reports print it. */
    public String title() {
        return verdict.label() + (isGuess ? " (probably)" : "");
    }
}
