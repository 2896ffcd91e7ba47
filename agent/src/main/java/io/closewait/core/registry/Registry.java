package io.closewait.core.registry;

import io.closewait.core.jdk.Descriptors;
import io.closewait.core.jdk.Transport;
import io.closewait.hooks.SocketKind;
import io.closewait.hooks.SocketListener;
import java.io.FileDescriptor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link DescriptorTable} as the hooks tell. All methods run on application threads, inside the JDK's socket
 * classes, and hold to these invariants:
 * <ol>
 *   <li>no lock is taken, nothing is waited for;
 *   <li>no method of an application's object is called;
 *   <li>a record is taken out of the table before its descriptor is closed, hence before the number can be used again;
 *   <li>whoever takes a record out of the table ends it, and only once;
 *   <li>stacks are captured, never symbolised;
 *   <li>the agent's own sockets are not recorded.
 * </ol>
 * Long because every hook is here: each of them changes the same table, and must hold to the same invariants.
 */
public final class Registry extends SocketListener {
    private final CoarseClock clock = new CoarseClock();
    private final DescriptorTable table;
    private final LongAdder opened = new LongAdder();
    private final ClosedSockets closed = new ClosedSockets();
    private final AtomicInteger adopted = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong closesMissed = new AtomicLong();
    private final Failures hookFailures = new Failures();
    private final Owner owner;
    private final SelectorThreads selectorThreads = new SelectorThreads();
    private final StackAllowances stacks = new StackAllowances(clock);

    /** What the registry asks of the agent around it. */
    public interface Owner {
        /** A second start hands over its options. Returns the line to print. */
        String reconfigure(String options);

        /** A socket call of the application failed, perhaps because no descriptor or no local port is left. */
        void socketCallFailed(Throwable failure);
    }

    public Registry(int maxSockets, Owner owner) {
        this.table = new DescriptorTable(maxSockets);
        this.owner = owner;
    }

    /** The time by which the records are dated. */
    public CoarseClock clock() {
        return clock;
    }

    // ---- hooks ----

    @Override
    public void opened(Object socketOwner, int kind) throws Throwable {
        int number = Descriptors.number(socketOwner, kind);
        SocketRecord before = table.get(number);
        if (before != null && before.get() == socketOwner) {
            return; // a constructor that delegates to another one is woven like it
        }
        if (!AgentThread.isCurrent(AgentThread.Event.OPENED)) {
            record(socketOwner, number, kind, SocketRecord.Birth.CONNECTING, stacks.opening());
        }
    }

    private void record(
            @Nullable Object socketOwner, int number, int kind, SocketRecord.Birth birth, @Nullable Stack stack) {
        if (!table.fits(number)) {
            if (number >= 0) {
                dropped.incrementAndGet();
            }
            return;
        }
        SocketRecord record = new SocketRecord(socketOwner, number, Transport.of(kind), birth, stack, clock.now());
        if (stack instanceof Site && ((Site) stack).takeSuspect()) {
            record.wantEvidence();
        }
        SocketRecord before = table.put(record);
        if (before != null) {
            if (!before.isAdopted()) {
                closesMissed.incrementAndGet();
            }
            ended(before, false);
        }
        opened.increment();
    }

    @Override
    public void accepted(Object listenerOwner, int listenerKind, @Nullable Object acceptedOwner, int acceptedKind)
            throws Throwable {
        int number = Descriptors.number(acceptedOwner, acceptedKind);
        if (acceptedOwner == null || number < 0 || AgentThread.isCurrent(AgentThread.Event.ACCEPTED)) {
            return;
        }
        record(
                acceptedOwner,
                number,
                acceptedKind,
                SocketRecord.Birth.ACCEPTED,
                acceptStack(Descriptors.number(listenerOwner, listenerKind)));
    }

    @Override
    public void accepting(Object listenerOwner, int listenerKind) throws Throwable {
        acceptStack(Descriptors.number(listenerOwner, listenerKind));
    }

    /** The acceptor's stack: taken once a listener, since it is the same every time. */
    private @Nullable Stack acceptStack(int listenerNumber) {
        SocketRecord listener = table.get(listenerNumber);
        if (listener == null) {
            adopt(listenerNumber, 0); // opened before the agent was attached
            listener = table.get(listenerNumber);
            if (listener == null) {
                return null;
            }
            listener.listens(0);
        }
        listener.usedByCurrentThread();
        Stack stack = listener.acceptStack();
        if (stack == null) {
            stack = new StackCapture();
            listener.acceptStack(stack);
        }
        return stack;
    }

    /**
     * The owner's record. A hook at the return of a method comes after another thread may have closed the descriptor and a
     * third one has been given its number, which the owner still names: what it tells is not about that one's socket.
     */
    private @Nullable SocketRecord recordOf(Object socketOwner, int kind) throws Throwable {
        SocketRecord record = table.get(Descriptors.number(socketOwner, kind));
        return record != null && (record.get() == socketOwner || record.isAdopted()) ? record : null;
    }

    @Override
    public void connected(Object socketOwner, int kind) throws Throwable {
        connected(recordOf(socketOwner, kind));
    }

    private void connected(@Nullable SocketRecord record) {
        if (record != null && record.openedBy().get() != Thread.currentThread()) {
            StackCapture stack = stacks.opening();
            if (stack != null) {
                record.connectStack(stack);
            }
        }
    }

    @Override
    public void listening(Object socketOwner, int kind, int backlog) throws Throwable {
        listening(recordOf(socketOwner, kind), backlog);
    }

    private static void listening(@Nullable SocketRecord record, int backlog) {
        if (record != null) {
            record.listens(backlog);
            if (record.openingStack() == null && !record.isAdopted()) {
                record.openingStack(new StackCapture());
            }
        }
    }

    @Override
    public void read(FileDescriptor descriptor, long n) throws Throwable {
        read(Descriptors.number(descriptor), n);
    }

    private void read(int number, long n) {
        if (n > 0) {
            SocketRecord record = table.get(number);
            if (record != null && record.read(clock.now())) {
                firstUse(record);
            }
        } else if (n == -1) {
            endOfStream(number);
        }
    }

    private void endOfStream(int number) {
        SocketRecord record = table.get(number);
        if (record != null) {
            record.endOfStream(clock.now(), stacks.takeEndOfStream());
        } else {
            AgentThread.isCurrent(AgentThread.Event.END_OF_STREAM);
        }
    }

    @Override
    public void written(FileDescriptor descriptor) throws Throwable {
        written(Descriptors.number(descriptor));
    }

    @Override
    public void written(Object socketOwner, int kind) throws Throwable {
        written(Descriptors.number(socketOwner, kind));
    }

    private void written(int number) {
        SocketRecord record = table.get(number);
        if (record != null) {
            if (record.written(clock.now())) {
                firstUse(record);
            }
            firstAnswer(record);
        }
    }

    private void firstUse(SocketRecord record) {
        if (record.isFirstUseByRecipient() && stacks.takeFirstUse()) {
            record.evidenceOf().put(Moment.FIRST_USED, new StackCapture());
        }
    }

    /** Who answers first is the handler of an accepted connection; who reads it first is often a library. */
    private void firstAnswer(SocketRecord record) {
        if (record.isFirstAnswer() && stacks.takeFirstUse()) {
            record.evidenceOf().put(Moment.FIRST_WRITTEN, new StackCapture());
        }
    }

    @Override
    public void inputShut(Object socketOwner, int kind) throws Throwable {
        SocketRecord record = recordOf(socketOwner, kind);
        if (record != null) {
            record.inputWasShut();
        }
    }

    @Override
    public void outputShut(Object socketOwner, int kind) throws Throwable {
        SocketRecord record = recordOf(socketOwner, kind);
        if (record != null) {
            record.outputWasShut();
        }
    }

    @Override
    public void closing(FileDescriptor descriptor) throws Throwable {
        closing(Descriptors.number(descriptor));
    }

    @Override
    public void closing(Object socketOwner, int kind) throws Throwable {
        closing(Descriptors.number(socketOwner, kind));
    }

    private void closing(int number) {
        SocketRecord open = table.get(number);
        if (open != null && open.isAbandoned()) {
            closingByGc(open);
            return;
        }
        SocketRecord record = table.remove(number);
        if (record != null) {
            ended(record, true);
        } else {
            AgentThread.isCurrent(AgentThread.Event.CLOSED);
        }
    }

    /**
     * Listed before it leaves the table: whoever reads the table and then the list finds it in one of them. Only the JDK's cleaner
     * or finalizer can close it, so that it need not be taken out first.
     */
    private void closingByGc(SocketRecord record) {
        record.closed(clock.now());
        closed.addByGc(record, true);
        if (table.removeIfHeld(record)) {
            closed.add(record, true);
        }
    }

    /** @param isOpen whether the descriptor is about to be closed, not another socket's already */
    private void ended(SocketRecord record, boolean isOpen) {
        record.closed(clock.now());
        if (record.isAdopted()) {
            adopted.decrementAndGet(); // its opening was not counted either
            return;
        }
        if (record.wasClosedByCollector()) {
            closed.addByGc(record, isOpen);
        }
        closed.add(record, isOpen);
    }

    @Override
    public void closedByApplication(Object socketOwner, int kind) throws Throwable {
        SocketRecord record = recordOf(socketOwner, kind);
        if (record != null && record.closedByApplicationAt() == 0) {
            record.closedByApplication(stacks.closing(), clock.now());
            table.refresh(record);
        }
    }

    @Override
    public void openedNatively(Object socketOwner, int number) {
        SocketRecord before = table.get(number);
        boolean accepted = false;
        Stack stack = null;
        if (before != null && before.isAwaitingOwner()) {
            accepted = true;
            stack = before.openingStack();
            table.remove(number);
            opened.decrement();
        }
        record(
                socketOwner,
                number,
                SocketKind.NETTY,
                accepted ? SocketRecord.Birth.ACCEPTED : SocketRecord.Birth.CONNECTING,
                accepted ? stack : stacks.opening());
    }

    @Override
    public void acceptedNatively(int listenerNumber, int acceptedNumber) throws Throwable {
        if (acceptedNumber >= 0) {
            // The owner does not exist yet: it is made next, by the same thread.
            record(
                    null,
                    acceptedNumber,
                    SocketKind.NETTY,
                    SocketRecord.Birth.AWAITING_OWNER,
                    acceptStack(listenerNumber));
        }
    }

    @Override
    public void connectedNatively(int number) {
        connected(table.get(number));
    }

    @Override
    public void listeningNatively(int number, int backlog) {
        listening(table.get(number), backlog);
    }

    @Override
    public void readNatively(int number, long n) {
        read(number, n);
    }

    @Override
    public void writtenNatively(int number) {
        written(number);
    }

    @Override
    public void outputShutNatively(int number) {
        SocketRecord record = table.get(number);
        if (record != null) {
            record.outputWasShut();
        }
    }

    @Override
    public void closingNatively(Object socketOwner, int number) {
        SocketRecord record = table.get(number);
        if (record != null && (record.get() == socketOwner || record.isAdopted())) {
            closing(number);
        }
    }

    @Override
    public void selecting(Object selector) {
        selectorThreads.selecting(selector, clock.now());
    }

    @Override
    public void failed(Throwable failure) {
        owner.socketCallFailed(failure);
    }

    @Override
    public void hookFailed(Throwable failure) {
        hookFailures.add(failure);
    }

    @Override
    public String reconfigure(String options) {
        return owner.reconfigure(options);
    }

    // ---- for the agent's threads ----

    /** Records a socket that is open although no hook saw it being opened. */
    public void adopt(int number, long inode) {
        if (table.fits(number)) {
            SocketRecord record =
                    new SocketRecord(null, number, Transport.UNKNOWN, SocketRecord.Birth.ADOPTED, null, clock.now());
            record.inode(inode);
            record.wantEvidence();
            if (table.putIfFree(record)) {
                adopted.incrementAndGet();
            }
        }
    }

    /** Drops the record of an adopted socket that was closed without a hook. */
    public void forget(SocketRecord record) {
        if (table.removeIfHeld(record)) {
            adopted.decrementAndGet();
            record.closed(clock.now());
        }
    }

    /** The records of all descriptors that are open now. */
    public DescriptorTable table() {
        return table;
    }

    /** Counts for their opening sites the sockets that were closed since the last call; from a sample. Of one thread only. */
    public void countClosed(Sites sites) {
        closed.count(sites);
    }

    /** Connections that this side closed first, by origin and peer; those with the most in the last minute first. */
    public List<ClosedFirst> closedFirst() {
        return closed.first();
    }

    /** How many sockets are on record now, without checking each. */
    public int open() {
        return (int) (openedTotal() - closedTotal()) + adopted.get();
    }

    /** Sockets seen being opened or accepted since the start. */
    public long openedTotal() {
        return opened.sum();
    }

    /** Of those, the ones that were closed since, by whomever: the difference is what is open. */
    public long closedTotal() {
        return closed.total();
    }

    /** Of those, the ones that the garbage collector had closed. */
    public long closedByCollectorTotal() {
        return closed.byGc().total();
    }

    /** The last of them. */
    public ClosedByGc closedByGc() {
        return closed.byGc();
    }

    /** Sockets that were not recorded, because their number is above the limit. */
    public long dropped() {
        return dropped.get();
    }

    /** Descriptors whose number came again although no hook saw the close. */
    public long closesMissed() {
        return closesMissed.get();
    }

    /** Which threads run which selectors. */
    public SelectorThreads selectorThreads() {
        return selectorThreads;
    }

    /** What hooks failed with; the application did not notice. */
    public Failures hookFailures() {
        return hookFailures;
    }
}
