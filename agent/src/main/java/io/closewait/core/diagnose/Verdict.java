package io.closewait.core.diagnose;

/** What kind of leak a socket is. Defined for users in {@code docs/verdicts.md}; ordered from the most specific. */
public enum Verdict {
    CLOSED_BUT_HELD("closed but held", "closed by the application, but a selector still holds the descriptor"),
    ABANDONED("abandoned", "nobody can reach the socket any more, and nobody closed it"),
    STUCK("stuck", "the thread that used the socket last is still busy or blocked"),
    END_OF_STREAM_IGNORED(
            "end of stream ignored", "a read told the application that the peer is gone; it did not close"),
    IDLE_IN_POOL("idle in a pool", "nobody has touched the socket since before the peer left; a pool keeps it"),
    NEVER_CLOSED("never closed", "opened, used, and not closed"),
    NEVER_ACCEPTED("never accepted", "waits in a listener's backlog"),
    UNKNOWN_ORIGIN("unknown origin", "opened before the agent came, or by native code"),
    UNDETERMINED("undetermined", "what is known does not single out a cause"),
    HALF_CLOSED_BUSY("half-closed and busy", "the peer ended its side, the application still sends: no leak");

    private final String label;
    private final String meaning;

    Verdict(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** As reports print it. */
    public String label() {
        return label;
    }

    /** One line that explains the label. */
    public String meaning() {
        return meaning;
    }
}
