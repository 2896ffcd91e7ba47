package io.closewait.core.registry;

import org.jspecify.annotations.Nullable;

/**
 * The stacks that are taken only of suspects: where a socket was used first and last, where the application was told about
 * the end of the stream, where it was closed. Each is a {@link StackCapture} until the agent's thread interns it.
 */
public final class Evidence {
    private volatile @Nullable Object firstUse;
    private volatile @Nullable Object lastRead;
    private volatile @Nullable Object lastWrite;
    private volatile @Nullable Object endOfStream;
    private volatile @Nullable Object closed;
    private long readTakenAt;
    private long writeTakenAt;

    /** At most one stack of a kind for each tick of the clock, however busy the socket is. */
    void read(long time) {
        if (lastRead == null || readTakenAt != time) {
            readTakenAt = time;
            StackCapture capture = new StackCapture();
            firstUse(capture);
            lastRead = capture;
        }
    }

    void written(long time) {
        if (lastWrite == null || writeTakenAt != time) {
            writeTakenAt = time;
            StackCapture capture = new StackCapture();
            firstUse(capture);
            lastWrite = capture;
        }
    }

    void endOfStream(long time) {
        if (endOfStream == null || readTakenAt != time) {
            readTakenAt = time;
            endOfStream = new StackCapture();
        }
    }

    void firstUse(StackCapture capture) {
        if (firstUse == null) {
            firstUse = capture;
        }
    }

    void closed(StackCapture capture) {
        closed = capture;
    }

    void intern(Sites sites) {
        firstUse = SocketRecord.interned(firstUse, sites);
        lastRead = SocketRecord.interned(lastRead, sites);
        lastWrite = SocketRecord.interned(lastWrite, sites);
        endOfStream = SocketRecord.interned(endOfStream, sites);
        closed = SocketRecord.interned(closed, sites);
    }

    public @Nullable Site firstUseSite() {
        return SocketRecord.site(firstUse);
    }

    public @Nullable Site lastReadSite() {
        return SocketRecord.site(lastRead);
    }

    public @Nullable Site lastWriteSite() {
        return SocketRecord.site(lastWrite);
    }

    /** Where a read last returned -1. */
    public @Nullable Site endOfStreamSite() {
        return SocketRecord.site(endOfStream);
    }

    /** Where the application closed the socket. */
    public @Nullable Site closedSite() {
        return SocketRecord.site(closed);
    }
}
