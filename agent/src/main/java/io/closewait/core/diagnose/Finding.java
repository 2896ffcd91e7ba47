package io.closewait.core.diagnose;

import io.closewait.core.registry.SocketRecord;

/** The verdict on one socket, outside of a report. Immutable. */
public final class Finding {
    public final SocketRecord record;
    public final SocketFacts facts;
    public final Judgement judgement;

    Finding(SocketRecord record, SocketFacts facts, Judgement judgement) {
        this.record = record;
        this.facts = facts;
        this.judgement = judgement;
    }
}
