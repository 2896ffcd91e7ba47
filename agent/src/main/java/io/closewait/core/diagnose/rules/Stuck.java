package io.closewait.core.diagnose.rules;

import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Ages;
import io.closewait.core.diagnose.Callback;
import io.closewait.core.diagnose.Finding;
import io.closewait.core.diagnose.InvolvedLibraries;
import io.closewait.core.diagnose.Rule;
import io.closewait.core.diagnose.SelectorLoop;
import io.closewait.core.diagnose.SocketCalls;
import io.closewait.core.diagnose.SocketFacts;
import io.closewait.core.diagnose.StillAtIt;
import io.closewait.core.diagnose.ThreadNow;
import io.closewait.core.diagnose.UnfinishedCall;
import io.closewait.core.diagnose.Verdict;
import io.closewait.core.library.PoolState;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import org.jspecify.annotations.Nullable;

/**
 * A thread that has to come back for the socket does not: the one that runs its selector, the one that its request was handed
 * to, or the one that used it last and is still inside that work. A thread that merely does something else after it left a
 * connection open is not stuck with it.
 */
public final class Stuck implements Rule {
    private final Frames frames;
    private final StillAtIt stillAtIt;
    private final UnfinishedCall unfinishedCall;
    private final Callback callback;

    public Stuck(Frames frames) {
        this.frames = frames;
        this.stillAtIt = new StillAtIt(frames);
        this.unfinishedCall = new UnfinishedCall(frames);
        this.callback = new Callback(frames);
    }

    @Override
    public @Nullable Finding judge(SocketFacts facts) {
        SelectorLoop loop = facts.loop;
        // Had it come back since the FIN, it would have been told of it.
        if (loop != null && !loop.isSelecting() && loop.awayMillis >= facts.finMillis) {
            return finding(loop.thread)
                    .because("this thread runs its selector, and has not come back to it for "
                            + Ages.text(loop.awayMillis));
        }
        ThreadNow worker = facts.busyWorker;
        // Of a native transport, whose selector is not the JDK's: a loop reads what is accepted at once, so this one's
        // is away.
        if (facts.accepted && facts.uses == 0 && worker != null && isEventLoop(worker)) {
            return finding(worker)
                    .because("this thread is an event loop of its listener, and has not come back to read this socket");
        }
        ThreadNow handedTo = facts.handedTo;
        if (handedTo != null) {
            return finding(handedTo)
                    .because(
                            facts.accepted
                                    ? "it is inside the code that serves this connection, whose request another thread has read"
                                    : "it is inside a completion handler, and what came on this connection is not read")
                    .probably(true);
        }
        ThreadNow own = facts.ownThread;
        if (own != null && facts.isUntouchedSinceFin()) {
            return finding(own)
                    .because("this thread was made for the connection, and waits elsewhere")
                    .probably(true);
        }
        ThreadNow user = facts.lastUserNow;
        if (user == null || user.isWaitingForWork()) {
            return null;
        }
        if (isReaderAway(facts, user)) {
            return finding(user)
                    .because("this thread reads the connection, and waits elsewhere")
                    .probably(!callback.is(user) && !facts.hasUnreadAnswer());
        }
        StackTraceElement onItsWay = facts.endOfStreamMillis < 0 || !user.isAway() || user.isTimed()
                ? null
                : unfinishedCall.onTheWayToClose(facts.site(Moment.END_OF_STREAM), user);
        if (onItsWay != null) {
            return finding(user)
                    .because("a read returned -1, " + Ages.text(facts.endOfStreamMillis)
                            + " ago, and the thread has not come to the line that closes the socket, from " + onItsWay);
        }
        StackTraceElement block = closingBlock(facts, user);
        if (block != null) {
            return finding(user)
                    .because("the block that closes the socket at its end, or gives it back, is still running: "
                            + block);
        }
        boolean isLentOnly = !facts.accepted && facts.poolState == PoolState.LENT && !user.isHeldUp();
        return isStillAtIt(facts, user) ? finding(user).probably(isLentOnly && !facts.hasUnreadAnswer()) : null;
    }

    /** The block is the socket's own if the thread has used no other since, or has opened it just before the block. */
    private @Nullable StackTraceElement closingBlock(SocketFacts facts, ThreadNow user) {
        if (facts.poolState == PoolState.IDLE || !facts.isUntouchedSinceFin() || isEventLoop(user)) {
            return null;
        }
        if (StillAtIt.isUseKnown(facts::site)) {
            return facts.isLastUsersLatest ? unfinishedCall.closingBlock(facts::site, user) : null;
        }
        boolean isByOpener = facts.isOnlyOneOfThread && facts.openedBy.equals(facts.lastUser);
        return isByOpener ? unfinishedCall.closingBlockAfter(facts.site(Moment.OPENED), user) : null;
    }

    /**
     * A client's own thread for this connection was the last to read it, and does not wait for its peer now. It may be idle, if
     * it also writes the requests: so it must be inside a callback, or have left unread what came.
     */
    private boolean isReaderAway(SocketFacts facts, ThreadNow user) {
        boolean isItsOwn = facts.isLastUsersOwn && facts.loop == null;
        if (!isItsOwn || !facts.isUntouchedSinceFin() || facts.isAnswerAwaited() || !user.isAway()) {
            return false;
        }
        boolean isReader = facts.unread > 0
                && (facts.lastWriteMillis < 0 || callback.isWrittenElsewhere(facts.site(Moment.FIRST_USED), user));
        return callback.is(user) || facts.hasUnreadAnswer() || isReader;
    }

    private Finding finding(ThreadNow thread) {
        return new Finding(Verdict.STUCK)
                .at(Moment.NOW)
                .because(thread.text(frames))
                .toDo(toDo(thread));
    }

    private static String toDo(ThreadNow thread) {
        if (!thread.owner.isEmpty()) {
            return "Find out why thread \"" + thread.owner
                    + "\" holds what this thread needs, and wait with a timeout.";
        }
        // Of the socket itself a read would have told by now that the peer has left.
        if (SocketCalls.isRead(thread.site)) {
            return "This thread waits for data on another connection: give that one a read timeout.";
        }
        if (SocketCalls.isWrite(thread.site)) {
            return "This thread writes to a peer that does not read: a blocking write has no timeout. Let one slow peer hold up"
                    + " no other, or close its connection from another thread.";
        }
        if (thread.isSleeping()) {
            return "This thread sleeps: close the connection, or give it back, before a long pause; limit retries.";
        }
        if (thread.isBusy()) {
            return "This thread runs and waits for nothing: it computes, loops, or waits for a class to be initialized. Bound"
                    + " its work, or move it away from the connection.";
        }
        return "Find out why this thread does not come back; put a timeout on what it waits for.";
    }

    private boolean isStillAtIt(SocketFacts facts, ThreadNow user) {
        if (isEventLoop(user) || isCompleting(user)) {
            return user.state != Thread.State.RUNNABLE; // else it may be back in its wait in a moment
        }
        if (facts.poolState == PoolState.IDLE) {
            return false;
        }
        if (!facts.isLastUsersLatest) {
            boolean isHeld = user.isAway() || SocketCalls.isWrite(user.site);
            return facts.accepted && isHeld && unfinishedCall.isInLoop(facts::site, user);
        }
        // A client's thread goes on with other work while a connection lies unused: it must be held up by somebody.
        if (!facts.accepted && !user.isHeldUp() && !SocketCalls.isWrite(user.site)) {
            return isCalledByReader(facts, user);
        }
        if (!StillAtIt.isUseKnown(facts::site)) {
            return facts.accepted ? stillAtIt.hasCode(user.site) : isAtWhatItWasOpenedFor(facts, user);
        }
        // What a selector watches is read by the loop, which serves other connections at other lines of the same
        // method.
        return stillAtIt.is(facts::site, user)
                || (facts.accepted && facts.interest < 0 && stillAtIt.hasGoneOn(facts::site, user));
    }

    /**
     * Or a library must have called it: from where it has read a connection that no pool may have back by now, or on the thread on
     * which it has used one by itself that its pool has not got back.
     */
    private boolean isCalledByReader(SocketFacts facts, ThreadNow user) {
        if (!user.isAway() || !callback.is(user)) {
            return false;
        }
        if (facts.poolState == PoolState.LENT) {
            return !facts.isAnswerAwaited() && !new InvolvedLibraries(facts, frames).isUnderApplication();
        }
        return new InvolvedLibraries(facts, frames).pool() == null
                && (callback.isFromReader(facts.site(Moment.LAST_READ), user)
                        || callback.isFromReader(facts.site(Moment.FIRST_USED), user));
    }

    /** A connected one. Of several that a thread has opened so, it may have lost all. */
    private boolean isAtWhatItWasOpenedFor(SocketFacts facts, ThreadNow user) {
        return SocketCalls.isWrite(user.site)
                || (facts.isOnlyOneOfThread && stillAtIt.isWhereOpened(facts.site(Moment.OPENED), user));
    }

    /** A thread of a channel group that is inside a completion handler of the application's: it serves none of the group's channels. */
    private boolean isCompleting(ThreadNow thread) {
        boolean isCalledByGroup = false;
        for (StackTraceElement frame : thread.site.frames()) {
            isCalledByGroup |= frame.getClassName().equals("sun.nio.ch.Invoker");
        }
        return isCalledByGroup && stillAtIt.hasCode(thread.site) && thread.isAway();
    }

    /** Of a native transport, which has no selector of the JDK's: the loop that is not in its wait serves none of its sockets. */
    private static boolean isEventLoop(ThreadNow thread) {
        Site site = thread.site;
        for (StackTraceElement frame : site.frames()) {
            if (frame.getClassName().endsWith("EventLoop")
                    && frame.getMethodName().equals("run")) {
                return true;
            }
        }
        return false;
    }
}
