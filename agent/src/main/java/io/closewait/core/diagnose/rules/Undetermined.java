package io.closewait.core.diagnose.rules;

import io.closewait.core.diagnose.Judgement;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.Verdict;

/** What is left: lists what is known and claims nothing. */
public final class Undetermined implements Rule {
    @Override
    public Judgement judge(SocketFacts facts) {
        return new Judgement(
                Verdict.UNDETERMINED,
                facts.openingSite,
                facts.accepted ? "accepted" : "opened",
                "",
                new Lines().withUse(facts));
    }
}
