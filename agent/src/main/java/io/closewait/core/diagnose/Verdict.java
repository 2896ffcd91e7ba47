package io.closewait.core.diagnose;

/** What kind of leak a socket is. Defined for users in {@code docs/verdicts.md}; ordered from the most specific. */
public enum Verdict {
    CLOSED_BUT_HELD("closed but held", "closed by the application, but a selector still holds the descriptor"),
    ABANDONED("abandoned", "nobody can reach the socket any more, and nobody closed it"),
    END_OF_STREAM_IGNORED("end of stream ignored", "a read returned -1, and nobody closed the socket"),
    STUCK("stuck", "the thread that must come back for the socket is busy or blocked"),
    STARVED("starved", "accepted and never read: the threads that serve its listener are stuck"),
    REQUEST_NEVER_COMPLETED(
            "request never completed", "a request was read, its handler returned and left it incomplete"),
    READING_PAUSED("reading paused", "nobody asks to read, so nobody hears that the peer has left"),
    IDLE_IN_POOL("idle in a pool", "nobody has touched the socket since before the peer left; a pool keeps it"),
    NEVER_CLOSED("never closed", "left open by the code that opened or served it"),
    NEVER_ACCEPTED("never accepted", "the peer left while the connection waited in a listener's backlog"),
    UNKNOWN_ORIGIN("unknown origin", "opened before the agent was attached, or by native code"),
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
