package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.jdk.ThreadDetails;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.SocketRecord;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the threads that work on requests which another one has read, such as an event loop: they never touched the socket, and
 * no stack of it has their frames. Such a thread waits inside the method that serves the connection or, if that is not
 * known, inside code of the application's that has a connection as a field or a parameter. Lives as long as a report.
 */
final class HandedOver {
    private final Frames frames;
    private final OtherSockets others;
    private final ThreadSnapshots threads;
    private final Map<String, Boolean> withConnection = new HashMap<>();
    /** Answers: thousands of sockets may ask the same. By port and method of the handler. */
    private final Map<String, Optional<ThreadNow>> inside = new HashMap<>();

    /** By port. */
    private final Map<Integer, Optional<ThreadNow>> having = new HashMap<>();

    private @Nullable List<ThreadNow> free;

    HandedOver(Frames frames, OtherSockets others, ThreadSnapshots threads) {
        this.frames = frames;
        this.others = others;
        this.threads = threads;
    }

    /** Whether the last that happened is that a request was read. */
    static boolean isUnanswered(SocketRecord record) {
        return record.lastReadAt() > record.lastWriteAt();
    }

    /** Whether a request was read, and the thread that read it is done with it. */
    static boolean isPossible(SocketFacts.Builder facts, SocketRecord record) {
        boolean isReaderDone = facts.lastUserNow == null || facts.lastUserNow.isWaitingForWork();
        boolean isLoopAway = facts.loop != null && !facts.loop.isSelecting();
        return facts.accepted && isUnanswered(record) && isReaderDone && !isLoopAway && facts.endOfStreamMillis < 0;
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
        boolean isWatched = facts.interest >= 0 && (facts.interest & SelectionKey.OP_READ) != 0;
        boolean isReadByApplication = frames.application(facts.stacks.get(Moment.LAST_READ)) != null
                || frames.application(facts.stacks.get(Moment.FIRST_USED)) != null;
        if (isWatched || !isReadByApplication) {
            return null;
        }
        return having.computeIfAbsent(facts.localPort, port -> Optional.ofNullable(withConnection(port)))
                .orElse(null);
    }

    /**
     * A thread that is inside the handler's method; null if there is none, or if there are so few that the handler has
     * evidently returned from others of these requests.
     */
    @Nullable
    ThreadNow inside(StackTraceElement handler, int port) {
        List<ThreadNow> found = new ArrayList<>();
        for (ThreadNow thread : free()) {
            if (has(thread, handler)) {
                found.add(thread);
            }
        }
        return oneFor(found, port);
    }

    /** The same of code that has a connection at hand, of threads that do not wait for a connection themselves. */
    private @Nullable ThreadNow withConnection(int port) {
        List<ThreadNow> found = new ArrayList<>();
        for (ThreadNow thread : free()) {
            if (thread.state != Thread.State.RUNNABLE && hasConnection(thread)) {
                found.add(thread);
            }
        }
        return oneFor(found, port);
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
        String pool = pool(busy.name);
        for (Thread thread : ThreadDetails.live()) {
            ThreadNow now = pool(thread.getName()).equals(pool) ? threads.glimpse(thread) : null;
            if (now != null && now.isWaitingForWork()) {
                return true;
            }
        }
        return false;
    }

    /** Pools number their threads. */
    private static String pool(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
    }

    /** Threads that wait in the application's code, and do not serve a connection that they have read themselves. */
    private List<ThreadNow> free() {
        List<ThreadNow> found = free;
        if (found == null) {
            found = new ArrayList<>();
            for (Thread thread : ThreadDetails.live()) {
                ThreadNow now = others.isServing(thread) ? null : threads.glimpse(thread);
                if (now != null && isWaiting(now) && !now.isWaitingForWork() && frames.application(now.site) != null) {
                    found.add(now);
                }
            }
            free = found;
        }
        return found;
    }

    /** A read of another socket is the kernel's, and counts as running. */
    private static boolean isWaiting(ThreadNow thread) {
        List<StackTraceElement> stack = thread.site.frames();
        return thread.state != Thread.State.RUNNABLE
                || (!stack.isEmpty() && stack.get(0).isNativeMethod());
    }

    private static boolean has(ThreadNow thread, StackTraceElement method) {
        for (StackTraceElement frame : thread.site.frames()) {
            if (frame.getClassName().equals(method.getClassName())
                    && frame.getMethodName().equals(method.getMethodName())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasConnection(ThreadNow thread) {
        boolean has = false;
        for (StackTraceElement frame : thread.site.frames()) {
            if (frame.getClassName().startsWith("sun.nio.ch.")) {
                return false; // it waits for bytes, its own request may not have come yet
            }
            has |= frames.kind(frame) == FrameKind.APPLICATION
                    && withConnection.computeIfAbsent(
                            frame.getClassName() + "." + frame.getMethodName(),
                            method -> ConnectionCode.is(frames.loaded(frame.getClassName()), frame.getMethodName()));
        }
        return has;
    }
}
