package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;

/** What is left: lists what is known and claims nothing. */
public final class Undetermined implements Rule {
    @Override
    public Finding judge(SocketFacts facts) {
        return new Finding(Verdict.UNDETERMINED).at(facts.birth());
    }
}
