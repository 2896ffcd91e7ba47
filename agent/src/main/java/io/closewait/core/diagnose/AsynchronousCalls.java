package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.library.Library;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the application may have asked for a connection that a client has opened and used on threads of its own, such as {@code
 * HttpClient.sendAsync}: no stack of such a socket has a frame of the application, but its class files show who calls that client.
 */
final class AsynchronousCalls {
    /** More lines than these lead nowhere. */
    private static final int MOST = 4;

    /** Of most sockets. */
    private static final AsynchronousCalls NONE = new AsynchronousCalls(Collections.emptySet(), Collections.emptySet());

    private final Set<Library> called;
    private final Set<StackTraceElement> lines;

    private AsynchronousCalls(Set<Library> called, Set<StackTraceElement> lines) {
        this.called = called;
        this.lines = lines;
    }

    static AsynchronousCalls of(SocketFacts facts, InvolvedLibraries involved, Frames frames) {
        if (facts.accepted || facts.handler != null || involved.isUnderApplication()) {
            return NONE;
        }
        Collection<Library> openers = involved.all();
        List<Library> candidates = new ArrayList<>(openers);
        candidates.addAll(frames.through(openers));
        Set<Library> called = new LinkedHashSet<>();
        Set<StackTraceElement> lines = new LinkedHashSet<>();
        for (Library library : candidates) {
            Collection<StackTraceElement> calls = frames.callsOf(library);
            lines.addAll(calls);
            if (!calls.isEmpty()) {
                called.add(library);
            }
        }
        return new AsynchronousCalls(called, lines);
    }

    /** The first line; null if there is none, or there are many. */
    @Nullable
    StackTraceElement line() {
        return lines.isEmpty() || lines.size() > MOST ? null : lines.iterator().next();
    }

    /** What the line is. */
    String note() {
        String client = called.stream().map(Library::name).collect(Collectors.joining(" or "));
        return lines.size() == 1
                ? "the only known asynchronous call of " + client
                : "one of " + lines.size() + " known asynchronous calls of " + client;
    }

    /** The other lines, a sentence each. */
    List<String> evidence() {
        List<String> others = new ArrayList<>();
        if (line() != null) {
            lines.stream().skip(1).forEach(other -> others.add("it may also have been opened for " + other));
        }
        return others;
    }

    /** The one library that the application calls; null if none is known, or several. */
    @Nullable
    Library library() {
        return called.size() == 1 ? called.iterator().next() : null;
    }
}
