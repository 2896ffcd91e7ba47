package io.closewait.core.registry;

import io.closewait.core.jdk.Transport;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one open descriptor: a weak reference to the JDK's object that owns it, and plain data.
 * <p>
 * Who writes what:
 * <ul>
 *   <li>The opening thread, or the one that adopts the socket, writes the final fields and publishes the record through
 *       {@link DescriptorTable}.
 *   <li>Threads that use the socket write what its use tells, plain and racy: two readers at once may lose one count,
 *       and a reader of the record may see a value that is one use old.
 *   <li>The closing thread takes the record out of the table and then sets {@link #closedAt}; of a socket that the garbage
 *       collector has closed it is the other way round, and the thread that closes it also writes the addresses if there are none.
 *   <li>The detector's thread alone writes the peer's state, whether the socket is watched, and the addresses of open ones.
 *   <li>{@link #leaked} is written under the lock of {@code PeerClosedSockets}, {@link #inode} under that of {@code Kernel},
 *       {@link #id} under that of {@code Diagnosis}.
 *   <li>Any thread of the agent may put a stack's site into the place of its capture, also after the close: another one would
 *       put the same site there.
 * </ul>
 * Times are nanoseconds of {@link CoarseClock}, 0 for "never".
 * <p>
 * Long because it has an accessor for each of some thirty fields: one object a socket is what keeps the heap that it costs small.
 */
public final class SocketRecord extends WeakReference<Object> {
    /** A request that comes this much later than the last answer counts as a re-use: what a pool does. */
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final int number;
    private final Transport transport;
    private final Birth birth;
    private final long openedAt;
    private final ThreadRef openedBy;

    /**
     * A {@link StackCapture}, then its {@link Site}, which is safe to see without order; null where none was taken. Plain, as is
     * what else is written for every socket: the table publishes it, and each volatile store would be a fence.
     */
    private @Nullable Stack openingStack;

    private long lastReadAt;
    private long lastWriteAt;
    private long endOfStreamAt;
    private int uses;
    private int exchanges;
    private int reuses;
    private boolean wasRead;
    private boolean answered;
    private @Nullable ThreadRef lastUser;
    private boolean handedOver;
    private boolean outputShut;
    private boolean inputShut;

    /** Whether the next uses leave their stacks: of suspects only. */
    private volatile boolean evidenceWanted;

    /** Of a listener: the stack that accepts its connections. */
    private volatile @Nullable Stack acceptStack;

    private boolean listening;
    private int backlog;
    private volatile @Nullable Evidence evidence;

    private volatile long closedByApplicationAt;
    private boolean collected;
    private volatile long closedAt;

    private volatile boolean watched;
    private volatile @Nullable PeerState peerEnd;
    private volatile long finAt;
    private volatile boolean leaked;
    private volatile @Nullable Endpoints endpoints;
    private boolean foundAccepted;
    private long inode;
    private volatile long id;

    /** How the record came about. */
    enum Birth {
        CONNECTING,
        ACCEPTED,
        /** By a native accept, whose socket object does not exist yet. */
        AWAITING_OWNER,
        /** Found open by a census; nobody knows its owner. */
        ADOPTED
    }

    SocketRecord(
            @Nullable Object owner,
            int number,
            Transport transport,
            Birth birth,
            @Nullable Stack openingStack,
            long now) {
        super(owner);
        this.number = number;
        this.transport = transport;
        this.birth = birth;
        this.openedAt = now;
        this.openedBy = ThreadRef.of(Thread.currentThread());
        this.openingStack = openingStack;
    }

    // ---- written by the hooks ----

    /** Returns whether the socket was last used by another thread, or by none. */
    private boolean used() {
        uses++;
        return usedByCurrentThread();
    }

    boolean usedByCurrentThread() {
        ThreadRef user = lastUser;
        Thread current = Thread.currentThread();
        if (user != null && user.get() == current) {
            return false;
        }
        lastUser = ThreadRef.of(current);
        return true;
    }

    /** Returns whether another thread used the socket last, or none: who uses it may have changed. */
    boolean read(long time) {
        boolean isAnother = used();
        lastReadAt = time;
        wasRead = true;
        if (evidenceWanted) {
            evidenceOf().used(Moment.LAST_READ, time);
        }
        return isAnother;
    }

    /** As {@link #read}. */
    boolean written(long time) {
        boolean isAnother = used();
        if (wasRead) { // what was asked before has been answered: waiting for an answer, however long, is no re-use
            wasRead = false;
            exchanges++;
            if (time - lastReadAt > PAUSE_NANOS) {
                reuses++;
            }
        }
        lastWriteAt = time;
        if (evidenceWanted) {
            evidenceOf().used(Moment.LAST_WRITTEN, time);
        }
        return isAnother;
    }

    void endOfStream(long time, boolean stackAllowed) {
        used();
        lastReadAt = time;
        endOfStreamAt = time;
        if (evidenceWanted || stackAllowed) {
            evidenceOf().endOfStream(time);
        }
    }

    /**
     * Whether this is the first use by whom the socket is for: its stack tells whose it is, which the acceptor's does not, nor
     * that of a thread which opens connections for others, nor that of an opening which left none.
     */
    boolean isFirstUseByRecipient() {
        boolean isOpenersOwn = birth != Birth.ACCEPTED && openedBy.get() == Thread.currentThread();
        if (handedOver || (isOpenersOwn && openingStack != null)) {
            return false;
        }
        handedOver = true;
        return true;
    }

    /** Whether this is the first write of an accepted socket. */
    boolean isFirstAnswer() {
        if (answered || birth != Birth.ACCEPTED) {
            return false;
        }
        answered = true;
        return true;
    }

    void wantEvidence() {
        evidenceWanted = true;
    }

    /** After a read of -1 the peer's FIN is a fact, whatever the application shuts then. */
    void inputWasShut() {
        inputShut = endOfStreamAt == 0;
    }

    void outputWasShut() {
        outputShut = true;
    }

    void listens(int newBacklog) {
        backlog = newBacklog;
        listening = true;
    }

    void acceptStack(Stack stack) {
        acceptStack = stack;
    }

    /** For a listener that was opened among too many others: it is worth its stack later, too. */
    void openingStack(StackCapture capture) {
        openingStack = capture;
    }

    void connectStack(StackCapture capture) {
        evidenceOf().put(Moment.CONNECTED, capture);
    }

    Evidence evidenceOf() {
        Evidence existing = evidence;
        if (existing == null) {
            existing = new Evidence();
            evidence = existing;
        }
        return existing;
    }

    void closedByApplication(@Nullable StackCapture capture, long now) {
        if (capture != null) {
            evidenceOf().put(Moment.CLOSED, capture);
        }
        closedByApplicationAt = now;
    }

    void closed(long now) {
        if (leaked) {
            evidenceOf().put(Moment.CLOSED, new StackCapture());
        }
        // The GC clears the weak reference before it lets the JDK's cleaner (or finalizer) close the descriptor.
        collected = isAbandoned();
        closedAt = now;
    }

    // ---- written by the agent's threads ----

    /** Replaces the captured stacks by sites, so that the record pins no class any more. */
    public void intern(Sites sites) {
        // Set once, or at the same moment by two acceptors, whose stacks serve alike: nothing that counts is lost here.
        Stack opening = openingStack;
        if (opening instanceof StackCapture) {
            openingStack = sites.intern((StackCapture) opening);
        }
        Stack accept = acceptStack;
        if (accept instanceof StackCapture) {
            acceptStack = sites.intern((StackCapture) accept);
        }
        Evidence taken = evidence;
        if (taken != null) {
            taken.intern(sites);
        }
        Site origin = openingSite();
        if (origin != null && !evidenceWanted && origin.takeSuspect()) {
            evidenceWanted = true;
        }
    }

    public void markWatched() {
        watched = true;
    }

    public void peerState(PeerState state, long time) {
        if (finAt == 0) {
            finAt = time;
        }
        peerEnd = state == PeerState.OPEN ? null : state;
        // Whatever the application does with it from now on tells why it stays open.
        evidenceWanted = true;
    }

    /** Its local port is a listener's: it was accepted, by code that no hook saw. */
    public void markAccepted() {
        foundAccepted = true;
    }

    public void markLeaked() {
        leaked = true;
    }

    public void endpoints(Endpoints found) {
        endpoints = found;
    }

    public void inode(long found) {
        inode = found;
    }

    /** Numbers the record; a hook does not, because a counter would be contended there. */
    public void id(long number) {
        id = number;
    }

    // ---- read by the agent's threads ----

    /** The descriptor's number; it is this record's only as long as {@link DescriptorTable#holds} says so. */
    public int number() {
        return number;
    }

    public Transport transport() {
        return transport;
    }

    public boolean isAccepted() {
        return birth == Birth.ACCEPTED || foundAccepted;
    }

    public boolean isListening() {
        return listening;
    }

    /** As the application asked for it; the kernel's limit may be lower. */
    public int backlog() {
        return backlog;
    }

    public long openedAt() {
        return openedAt;
    }

    public ThreadRef openedBy() {
        return openedBy;
    }

    /** For accepted sockets the acceptor's, shared by all sockets of a listener. Null when none was taken. */
    public @Nullable Site openingSite() {
        return site(openingStack);
    }

    @Nullable
    Stack openingStack() {
        return openingStack;
    }

    /** Where that happened; null if no stack was taken, or it is not interned yet. */
    public @Nullable Site site(Moment moment) {
        if (moment == birthMoment()) {
            return openingSite();
        }
        Evidence taken = evidence;
        return taken == null ? null : taken.site(moment);
    }

    /** {@link Moment#ACCEPTED} or {@link Moment#OPENED}. */
    public Moment birthMoment() {
        return isAccepted() ? Moment.ACCEPTED : Moment.OPENED;
    }

    private static @Nullable Site site(@Nullable Stack stack) {
        return stack == null ? null : stack.site();
    }

    @Nullable
    Stack acceptStack() {
        return acceptStack;
    }

    /** Of a listener: where its connections are accepted, null before the first one. */
    public @Nullable Site acceptSite() {
        return site(acceptStack);
    }

    public long lastReadAt() {
        return lastReadAt;
    }

    public long lastWriteAt() {
        return lastWriteAt;
    }

    /** When a read returned -1: since then the application has read end-of-stream. */
    public long endOfStreamAt() {
        return endOfStreamAt;
    }

    public int uses() {
        return uses;
    }

    /** Answers that were read to where the next request was written. */
    public int exchanges() {
        return exchanges;
    }

    /** Requests that were written more than a second after the last answer was read. */
    public int reuses() {
        return reuses;
    }

    public @Nullable ThreadRef lastUser() {
        return lastUser;
    }

    /** Whether the application shut down its own input: the kernel then tells no FIN of the peer's any more. */
    public boolean isInputShut() {
        return inputShut;
    }

    public boolean isOutputShut() {
        return outputShut;
    }

    public @Nullable Evidence evidence() {
        return evidence;
    }

    /** When the application closed the channel although the descriptor stayed open. */
    public long closedByApplicationAt() {
        return closedByApplicationAt;
    }

    public boolean isClosed() {
        return closedAt != 0;
    }

    public long closedAt() {
        return closedAt;
    }

    /** Whether the GC, not the application, had the descriptor closed. */
    public boolean wasClosedByCollector() {
        return collected;
    }

    /** Whether it was closed by us, the end of the stream not read: the side that closes first goes to {@code TIME_WAIT}. */
    boolean wasClosedFirst() {
        return endOfStreamAt == 0 && peerEnd == null && !listening;
    }

    /** Whether nobody can reach the owner any more, as the last collection found. */
    public boolean isAbandoned() {
        return get() == null && (birth == Birth.CONNECTING || birth == Birth.ACCEPTED);
    }

    boolean isAwaitingOwner() {
        return birth == Birth.AWAITING_OWNER;
    }

    /** Whether it was open before the agent was attached, or opened by native code: neither owner nor opening stack are known. */
    public boolean isAdopted() {
        return birth == Birth.ADOPTED;
    }

    public boolean isWatched() {
        return watched;
    }

    public PeerState peerState() {
        PeerState end = peerEnd;
        return end == null ? PeerState.OPEN : end;
    }

    /** When the agent saw the peer's end: with epoll within milliseconds, for a new socket at the end of its grace. */
    public long finAt() {
        return finAt;
    }

    public boolean isLeaked() {
        return leaked;
    }

    public @Nullable Endpoints endpoints() {
        return endpoints;
    }

    /** Unique in this JVM's run; 0 until somebody looked at the sockets one by one. */
    public long id() {
        return id;
    }

    /** The socket's inode, 0 while nobody asked. */
    public long inode() {
        return inode;
    }
}
