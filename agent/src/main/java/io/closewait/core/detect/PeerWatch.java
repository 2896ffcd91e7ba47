package io.closewait.core.detect;

import java.io.IOException;

/** Tells which of the watched descriptors may have something new to say. Used by the detector's thread, but for {@link #endWait}. */
interface PeerWatch {
    /**
     * On epoll, or on a schedule where epoll cannot be had.
     *
     * @throws IOException if the mode is {@link DetectorMode#EPOLL} and it cannot be had
     */
    static PeerWatch of(DetectorMode mode) throws IOException {
        if (mode == DetectorMode.POLL) {
            return new ScheduledWatch();
        }
        try {
            return new EPollWatch();
        } catch (IOException noEpoll) {
            if (mode == DetectorMode.EPOLL) {
                throw noEpoll;
            }
            return new ScheduledWatch();
        }
    }

    /** As the report names it. */
    String name();

    /** Watches for the peer's FIN or a reset, once. Of a descriptor that cannot be watched nothing is heard. */
    void watch(int number);

    /** After its FIN was seen, watches for the end of the whole connection. */
    void watchForEnd(int number);

    /** Waits up to the time given; returns how many descriptors {@link #number} then names. */
    int await(int timeoutMillis) throws IOException, InterruptedException;

    /** The descriptor of the {@code index}th event of the last {@link #await}. */
    int number(int index);

    /** Has an {@link #await} of the detector's thread return soon, if this can be done. Not after {@link #close}. */
    void endWait();

    /** Releases what it holds. */
    void close();
}
