package io.closewait.core.registry;

/** A moment in a socket's life of which a stack may be known. */
public enum Moment {
    OPENED("opened", "opened"),
    /** Of an accepted socket, in the place of {@link #OPENED}: the acceptor's stack, the same for all of a listener. */
    ACCEPTED("accepted", "accepted"),
    /** Of an accepted socket: where its listener was opened. */
    LISTENER_OPENED("listener opened", "listenerOpened"),
    /** Where it was connected, if another thread did that than the one that opened it. */
    CONNECTED("connected", "connected"),
    /** The first use by whom the socket is for, not by the thread that opens sockets for others. */
    FIRST_USED("first used", "firstUsed"),
    /** Of an accepted socket: who answers is its handler, who reads is often a library. */
    FIRST_WRITTEN("first written", "firstWritten"),
    LAST_READ("last read", "lastRead"),
    LAST_WRITTEN("last written", "lastWritten"),
    /** A read returned -1. */
    END_OF_STREAM("read -1", "endOfStream"),
    CLOSED("closed", "closed"),
    /** What the thread that has to do with the socket does at the time of the report. */
    NOW("now", "now");

    /** How many there are. */
    static final int COUNT = values().length;

    private final String label;
    private final String key;

    Moment(String label, String key) {
        this.label = label;
        this.key = key;
    }

    /** Whether it is of a use of the socket, and not of its opening or its end. */
    public boolean isUse() {
        return compareTo(FIRST_USED) >= 0 && compareTo(END_OF_STREAM) <= 0;
    }

    /** As reports print it, before "at". */
    public String label() {
        return label;
    }

    /** As the JSON report has it. */
    public String key() {
        return key;
    }
}
