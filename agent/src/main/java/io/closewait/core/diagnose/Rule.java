package io.closewait.core.diagnose;

import org.jspecify.annotations.Nullable;

/** One verdict: when it holds, and what it rests on. Stateless. */
public interface Rule {
    /** The judgement, or null if the facts do not carry this verdict. */
    @Nullable
    Judgement judge(SocketFacts facts);
}
