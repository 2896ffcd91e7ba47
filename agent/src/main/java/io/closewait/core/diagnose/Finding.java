package io.closewait.core.diagnose;

import io.closewait.core.library.Library.Situation;
import io.closewait.core.registry.Moment;
import java.util.ArrayList;
import java.util.List;

/** What a rule found: a verdict, the moments whose stacks tell most about it, the facts that it rests on. */
public final class Finding {
    final Verdict verdict;
    final List<Moment> moments = new ArrayList<>();
    final List<String> evidence = new ArrayList<>();
    Situation situation = Situation.USUAL;
    /** What to do where nothing is known of the library. */
    String hint = "";

    boolean isGuess;

    public Finding(Verdict verdict) {
        this.verdict = verdict;
    }

    /** The moment whose stack matters, then the next best. */
    public Finding at(Moment... inOrder) {
        for (Moment moment : inOrder) {
            moments.add(moment);
        }
        return this;
    }

    /** A fact, in a line. */
    public Finding because(String fact) {
        evidence.add(fact);
        return this;
    }

    public Finding becauseIf(boolean condition, String fact) {
        return condition ? because(fact) : this;
    }

    public Finding in(Situation newSituation) {
        situation = newSituation;
        return this;
    }

    public Finding toDo(String newHint) {
        hint = newHint;
        return this;
    }

    /** The facts fit another verdict, too. */
    public Finding probably(boolean isOnlyProbable) {
        isGuess = isOnlyProbable;
        return this;
    }
}
