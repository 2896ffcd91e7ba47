package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.jdk.ThreadDetails;
import io.closewait.core.jdk.Transport;
import io.closewait.core.jdk.VirtualThreads;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.SocketRecord;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the threads that work on requests which another one has read, such as an event loop: they never touched the socket, and
 * no stack of it has their frames. Such a thread waits inside the method that serves the connection or, if that is not
 * known, inside code of the application's that has a connection at hand. Lives as long as a report.
 *
 * <p>
 * Long because each way to find such a thread needs its own count of requests, and all share the threads that were looked at.
 */
final class HandedOver {
    /** Threads of a pool that tell what the pool does. */
    private static final int FEW = 8;

    private static final int MOST_VIRTUAL = 100;
    /** On which no connection is accepted: of connected channels, whose requests nobody counts. */
    private static final int NO_PORT = 0;

    private final Frames frames;
    private final OtherSockets others;
    private final ThreadSnapshots threads;
    private final ConnectionCode connectionCode;
    private final Map<String, Boolean> withConnection = new HashMap<>();
    /** Answers: thousands of sockets may ask the same. By port and method of the handler. */
    private final Map<String, Optional<ThreadNow>> inside = new HashMap<>();

    /** By port. */
    private final Map<Integer, Optional<ThreadNow>> having = new HashMap<>();

    /** The same, of asynchronous channels. */
    private final Map<Integer, Optional<ThreadNow>> completing = new HashMap<>();

    private @Nullable Map<String, List<Thread>> pools;

    HandedOver(Frames frames, OtherSockets others, ThreadSnapshots threads) {
        this.frames = frames;
        this.others = others;
        this.threads = threads;
        this.connectionCode = new ConnectionCode(frames);
    }

    /** Whether the last that happened is that a request was read. */
    static boolean isUnanswered(SocketRecord record) {
        return record.lastReadAt() > record.lastWriteAt();
    }

    /** The same of an asynchronous channel, for which less is asked: a write in the same tick of the clock may have come before. */
    private static boolean mayBeUnanswered(SocketRecord record) {
        return record.transport() == Transport.ASYNC_CHANNEL
                && record.lastReadAt() != 0
                && record.lastReadAt() >= record.lastWriteAt();
    }

    private static boolean isDone(@Nullable ThreadNow reader) {
        return reader == null || reader.isWaitingForWork();
    }

    /** Whether a request was read, and the thread that read it is done with it. */
    static boolean isPossible(SocketFacts.Builder facts, SocketRecord record) {
        boolean isLoopAway = facts.loop != null && !facts.loop.isSelecting();
        return facts.accepted
                && (isUnanswered(record) || mayBeUnanswered(record))
                && isDone(facts.lastUserNow)
                && !isLoopAway
                && facts.endOfStreamMillis < 0;
    }

    /** Whether an answer waits to be read from an asynchronous channel, and no completion handler that used it is running. */
    static boolean isAnswerPossible(SocketFacts.Builder facts) {
        return !facts.accepted
                && facts.transport == Transport.ASYNC_CHANNEL
                && facts.unread > 0
                && isDone(facts.lastUserNow)
                && facts.endOfStreamMillis < 0;
    }

    /** A thread of any channel group that waits in a completion handler; null if there is none. */
    @Nullable
    ThreadNow completing() {
        return completing
                .computeIfAbsent(NO_PORT, port -> Optional.ofNullable(completing(port)))
                .orElse(null);
    }

    /** The thread that the request was handed to; null if there is none. */
    @Nullable
    ThreadNow worker(SocketFacts.Builder facts) {
        StackTraceElement handler = facts.handler;
        if (handler != null) {
            String method = handler.getClassName() + "." + handler.getMethodName();
            return inside.computeIfAbsent(
                            facts.localPort + method, key -> Optional.ofNullable(inside(handler, facts.localPort)))
                    .orElse(null);
        }
        if (facts.transport == Transport.ASYNC_CHANNEL) {
            Optional<ThreadNow> completes =
                    completing.computeIfAbsent(facts.localPort, port -> Optional.ofNullable(completing(port)));
            if (completes.isPresent()) {
                return completes.get();
            }
        }
        boolean isWatched = facts.interest >= 0 && (facts.interest & SelectionKey.OP_READ) != 0;
        if (isWatched || !isReadByApplication(facts)) {
            return null;
        }
        return having.computeIfAbsent(facts.localPort, port -> Optional.ofNullable(withConnection(port)))
                .orElse(null);
    }

    /** What the application accepts itself it also reads, as long as no stack of a use is known. */
    private boolean isReadByApplication(SocketFacts.Builder facts) {
        if (!StillAtIt.isUseKnown(facts.stacks::get)) {
            return frames.isByApplication(facts.stacks.get(Moment.ACCEPTED));
        }
        return frames.application(facts.stacks.get(Moment.LAST_READ)) != null
                || frames.application(facts.stacks.get(Moment.FIRST_USED)) != null;
    }

    /**
     * A thread that is inside the handler's method; null if there is none, or if there are so few that the handler has
     * evidently returned from others of these requests.
     */
    @Nullable
    ThreadNow inside(StackTraceElement handler, int port) {
        return oneFor(waiting(thread -> thread.site.has(handler)), port);
    }

    /** The same of code that has a connection at hand, of threads that do not wait for a connection themselves. */
    private @Nullable ThreadNow withConnection(int port) {
        return oneFor(waiting(thread -> thread.state != Thread.State.RUNNABLE && hasConnection(thread)), port);
    }

    /**
     * A thread of a channel group's executor that waits in a completion handler: with an executor of the application's, the
     * group's own thread reads, and another one calls the handler. Null if there are fewer of them than open requests.
     */
    @Nullable
    ThreadNow completing(int port) {
        List<ThreadNow> busy = waiting(HandedOver::isCompleting);
        int requests = 0;
        for (SocketRecord record : others.servedOn(port)) {
            requests += mayBeUnanswered(record) && isDone(threads.of(record.lastUser())) ? 1 : 0;
        }
        return busy.isEmpty() || busy.size() < requests ? null : threads.kept(busy.get(0));
    }

    private static boolean isCompleting(ThreadNow thread) {
        for (StackTraceElement frame : thread.site.frames()) {
            if (frame.getClassName().equals("sun.nio.ch.Invoker")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Threads that wait in the application's code, and are wanted. Of a pool the others are looked at only if one of the first few
     * is: each look stops threads.
     */
    private List<ThreadNow> waiting(Predicate<ThreadNow> isWanted) {
        List<ThreadNow> found = new ArrayList<>();
        for (List<Thread> pool : pools().values()) {
            int before = found.size();
            for (int i = 0; i < pool.size() && (i < FEW || found.size() > before); i++) {
                add(pool.get(i), isWanted, found);
            }
        }
        // They are in no pool: each has a task of its own. To look at one stops no other.
        for (Thread thread : VirtualThreads.live(MOST_VIRTUAL)) {
            add(thread, isWanted, found);
        }
        return found;
    }

    private void add(Thread thread, Predicate<ThreadNow> isWanted, List<ThreadNow> found) {
        ThreadNow now = threads.glimpse(thread);
        if (now != null && isWaiting(now) && isWanted.test(now)) {
            found.add(now);
        }
    }

    /** Requests wait for a thread only while all threads of a pool are busy: with an idle one, each must have its own. */
    private @Nullable ThreadNow oneFor(List<ThreadNow> busy, int port) {
        if (busy.isEmpty()) {
            return null;
        }
        int requests = 0;
        for (SocketRecord record : others.servedOn(port)) {
            requests += isUnanswered(record) ? 1 : 0;
        }
        return busy.size() >= requests || !hasIdlePeer(busy.get(0)) ? threads.kept(busy.get(0)) : null;
    }

    private boolean hasIdlePeer(ThreadNow busy) {
        for (Thread thread : pools().getOrDefault(pool(busy.name), Collections.emptyList())) {
            ThreadNow now = threads.glimpse(thread);
            if (now != null && now.isWaitingForWork()) {
                return true;
            }
        }
        return false;
    }

    /** The live threads by their pools, but those that serve a connection that they have read themselves. */
    private Map<String, List<Thread>> pools() {
        Map<String, List<Thread>> made = pools;
        if (made == null) {
            made = new LinkedHashMap<>();
            for (Thread thread : ThreadDetails.live()) {
                if (!others.isServing(thread)) {
                    made.computeIfAbsent(pool(thread.getName()), name -> new ArrayList<>())
                            .add(thread);
                }
            }
            pools = made;
        }
        return made;
    }

    /** Pools number their threads. */
    private static String pool(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
    }

    private boolean isWaiting(ThreadNow thread) {
        List<StackTraceElement> stack = thread.site.frames();
        // A read of another socket is the kernel's, and counts as running.
        boolean isRunning = thread.state == Thread.State.RUNNABLE
                && (stack.isEmpty() || !stack.get(0).isNativeMethod());
        return !isRunning && !thread.isWaitingForWork() && frames.application(thread.site) != null;
    }

    private boolean hasConnection(ThreadNow thread) {
        boolean has = false;
        for (StackTraceElement frame : thread.site.frames()) {
            if (frame.getClassName().startsWith("sun.nio.ch.")) {
                return false; // it waits for bytes, its own request may not have come yet
            }
            has |= frames.kind(frame) == FrameKind.APPLICATION
                    && withConnection.computeIfAbsent(
                            frame.getClassName() + "." + frame.getMethodName(), method -> connectionCode.is(frame));
        }
        return has;
    }
}
