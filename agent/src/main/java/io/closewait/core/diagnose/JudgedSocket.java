package io.closewait.core.diagnose;

/** What is known of a socket, and the verdict on it. Immutable. */
final class JudgedSocket {
    final SocketFacts facts;
    final Judgement judgement;

    JudgedSocket(SocketFacts facts, Judgement judgement) {
        this.facts = facts;
        this.judgement = judgement;
    }
}
