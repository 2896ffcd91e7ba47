package io.closewait.core.diagnose;

import io.closewait.core.registry.Site;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict on one socket, with what it rests on. Immutable. */
public final class Judgement {
    public final Verdict verdict;
    public final List<String> evidence;
    public final String hint;
    /** The stack that matters, and what happened there ("opened at"); null and empty when none is known. */
    public final @Nullable Site site;

    public final String siteName;

    public Judgement(Verdict verdict, @Nullable Site site, String siteName, String hint, List<String> evidence) {
        this.verdict = verdict;
        this.site = site;
        this.siteName = site == null ? "" : siteName;
        this.hint = hint;
        this.evidence = Collections.unmodifiableList(evidence);
    }

    /** The same with another stack to look at. */
    Judgement at(@Nullable Site otherSite, String otherName) {
        return new Judgement(verdict, otherSite, otherName, hint, evidence);
    }
}
