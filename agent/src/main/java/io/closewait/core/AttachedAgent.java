package io.closewait.core;

/** The core's entry in a JVM that runs already: there may be sockets that no hook saw being opened. */
public final class AttachedAgent extends Agent {
    public AttachedAgent() {
        super(true);
    }
}
