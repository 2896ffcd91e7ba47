package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.library.Library;
import java.util.ArrayList;
import java.util.Collection;
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

    private final Set<Library> called = new LinkedHashSet<>();
    private final Set<StackTraceElement> lines = new LinkedHashSet<>();

    AsynchronousCalls(SocketFacts facts, InvolvedLibraries involved, Frames frames) {
        if (facts.accepted || facts.handler != null || frames.hasApplication(facts.past())) {
            return;
        }
        Collection<Library> openers = involved.all();
        List<Library> candidates = new ArrayList<>(openers);
        candidates.addAll(frames.through(openers));
        for (Library library : candidates) {
            Collection<StackTraceElement> calls = frames.callsOf(library);
            lines.addAll(calls);
            if (!calls.isEmpty()) {
                called.add(library);
            }
        }
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
