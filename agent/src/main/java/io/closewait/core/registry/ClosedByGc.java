package io.closewait.core.registry;

import io.closewait.core.jdk.SocketPoll;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that the garbage collector had closed: their number, and the last {@value #KEPT} of them. Each is a leak that ended,
 * and who opened it is worth telling. A record has no strong reference to its owner; it pins the classes on its stack until
 * {@link #intern}. Thread-safe without a lock.
 */
public final class ClosedByGc {
    static final int KEPT = 1024;

    private final AtomicReferenceArray<@Nullable SocketRecord> last = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong total = new AtomicLong();

    /**
     * Called by the JDK's cleaner or finalizer, so that no thread of the application waits for its two system calls.
     *
     * @param isOpen whether the descriptor is still this socket's, so that it may be asked for its addresses
     */
    void add(SocketRecord record, boolean isOpen) {
        if (isOpen && record.endpoints() == null) {
            SocketPoll poll = new SocketPoll();
            record.endpoints(new Endpoints(
                    poll.localAddress(record.number()),
                    poll.remoteAddress(record.number()),
                    "",
                    new SharedAddresses()));
        }
        last.set((int) (total.getAndIncrement() % KEPT), record);
    }

    /** How many there have been. */
    long total() {
        return total.get();
    }

    /** Visits the last ones, in no order. For the agent's threads. */
    public void forEach(Consumer<SocketRecord> visitor) {
        for (int i = 0; i < KEPT; i++) {
            SocketRecord record = last.get(i);
            if (record != null) {
                visitor.accept(record);
            }
        }
    }

    /** Lets go of the classes on their stacks. */
    void intern(Sites sites) {
        forEach(record -> record.intern(sites));
    }
}
