package io.closewait.core.detect;

import io.closewait.core.registry.SocketRecord;

/** Hears of the turns in a socket's life, on the thread that checks them, which must not wait: the detector's, at the JVM's end another one. */
public interface LeakListener {
    /** The peer's end was seen: FIN, both sides shut, or reset. Told once a socket. */
    void peerClosed(SocketRecord record);

    /** The socket has been open for {@code leakAfter} since then. */
    void leaked(SocketRecord record);

    /** A leaked socket was closed after all. */
    void leakEnded(SocketRecord record);
}
