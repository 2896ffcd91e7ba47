package io.closewait.core.diagnose;

import org.jspecify.annotations.Nullable;

/** One verdict: when it holds, and what it rests on. Stateless. */
public interface Rule {
    /** The finding, or null if the facts do not carry this verdict. */
    @Nullable
    Finding judge(SocketFacts facts);
}
