package io.closewait.demo;

/** One way to leak: begin brings the sockets into the state, end repairs what can be repaired. */
interface Scenario {

    /** Leaves {@link #closeWait} sockets in CLOSE_WAIT; the kernel may need a moment to show them. */
    void begin() throws Exception;

    /** Called about four times a second while the scenario is held. */
    default void tick() throws Exception {}

    /** Ends the scenario; afterwards {@link #leftovers} sockets stay in CLOSE_WAIT. */
    void end() throws Exception;

    /** How many sockets in CLOSE_WAIT the scenario causes, asked after {@link #begin}. */
    int closeWait();

    /** How many of them nobody can close any more. */
    default int leftovers() {
        return 0;
    }
}
