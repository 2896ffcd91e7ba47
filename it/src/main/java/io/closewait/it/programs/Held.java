package io.closewait.it.programs;

import java.util.ArrayList;
import java.util.List;

/** The sockets that a program keeps open, and what is to be expected of them. Every second peer leaves. */
public final class Held {
    /** What happens between the leak and its end, such as a selector that selects at last. */
    public interface Step {
        void run() throws Exception;
    }

    private final int count;
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private Step step = () -> {};
    private int open;
    private int left;

    Held(int count) {
        this.count = count;
    }

    /** How many sockets a row opens. */
    int count() {
        return count;
    }

    /** Keeps an open socket of this process until the end. */
    synchronized <T extends AutoCloseable> T keep(T socket) {
        open++;
        closeables.add(socket);
        return socket;
    }

    /** Closes something that is no socket after all that was kept before it. */
    synchronized <T extends AutoCloseable> T closeAtEnd(T other) {
        closeables.add(other);
        return other;
    }

    /** The other end of connection {@code i}: leaves now, or is a socket of this process like any other. */
    synchronized void peer(int i, AutoCloseable peer) throws Exception {
        if (leaves(i)) {
            peer.close();
            left++;
        } else {
            keep(peer);
        }
    }

    static boolean leaves(int i) {
        return i % 2 == 0;
    }

    /** The peers of so many sockets, not seen by {@link #peer}, have left. */
    synchronized void peersLeft(int sockets) {
        left += sockets;
    }

    /** So many sockets are open in the kernel that were not handed to {@link #keep}; negative: will never be. */
    synchronized void alsoOpen(int sockets) {
        open += sockets;
    }

    synchronized void onStep(Step next) {
        step = next;
    }

    synchronized void step() throws Exception {
        step.run();
    }

    /** Open sockets of this process, listeners included. */
    synchronized int open() {
        return open;
    }

    /** Of those, the ones whose peer has left. */
    synchronized int left() {
        return left;
    }

    synchronized void close() throws Exception {
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
        closeables.clear();
    }
}
