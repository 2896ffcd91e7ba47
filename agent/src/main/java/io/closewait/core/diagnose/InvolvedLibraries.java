package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.library.Library;
import io.closewait.core.library.Library.Role;
import io.closewait.core.library.Library.Situation;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The libraries that have to do with a socket, as its stacks show them: what is known of them says what a verdict may be. */
public final class InvolvedLibraries {
    private static final Moment[] MOMENTS = {
        Moment.OPENED,
        Moment.CONNECTED,
        Moment.FIRST_USED,
        Moment.LAST_WRITTEN,
        Moment.LAST_READ,
        Moment.END_OF_STREAM,
        Moment.ACCEPTED
    };

    private final SocketFacts facts;
    private final Frames frames;
    /** From the application's side inwards, with the version in use; null where that is not known. */
    private final Map<Library, @Nullable String> all = new LinkedHashMap<>();

    public InvolvedLibraries(SocketFacts facts, Frames frames) {
        this.facts = facts;
        this.frames = frames;
        addClass(facts.handlerHeldBy);
        addClass(facts.upgradedTo);
        for (Moment moment : MOMENTS) {
            add(facts.site(moment));
        }
        add(facts.attachment, "");
    }

    private void addClass(String className) {
        if (!className.isEmpty()) {
            StackTraceElement any = new StackTraceElement(className, "", null, -1);
            add(className, frames.origin(any).version());
        }
    }

    /** An event loop at the outer end of a stack runs whatever it is given: it comes after those that gave it the work. */
    private void add(@Nullable Site site) {
        if (site == null) {
            return;
        }
        List<StackTraceElement> stack = site.frames();
        int outermost = stack.size() - 1;
        while (outermost > 0 && frames.isBase(stack.get(outermost))) {
            outermost--;
        }
        for (int i = outermost; i >= 0; i--) {
            add(stack.get(i).getClassName(), frames.origin(stack.get(i)).version());
        }
        for (int i = stack.size() - 1; i > outermost; i--) {
            add(stack.get(i).getClassName(), frames.origin(stack.get(i)).version());
        }
    }

    private void add(String className, String version) {
        Library library = className.isEmpty() ? null : frames.library(className);
        if (library != null) {
            all.putIfAbsent(library, version.isEmpty() ? null : version);
        }
    }

    /** Whether the application is on one of the socket's stacks, but for what a thread does now. */
    public boolean isUnderApplication() {
        for (Map.Entry<Moment, Site> stack : facts.stacks().entrySet()) {
            if (stack.getKey() != Moment.NOW && frames.application(stack.getValue()) != null) {
                return true;
            }
        }
        return false;
    }

    /** From the application's side inwards. */
    Collection<Library> all() {
        return all.keySet();
    }

    /** The library whose pool opened the connection; null if none that is known did. */
    public @Nullable Library pool() {
        Library pool = pool(facts.site(Moment.OPENED));
        return pool != null ? pool : pool(facts.site(Moment.CONNECTED));
    }

    private @Nullable Library pool(@Nullable Site site) {
        if (site != null) {
            for (StackTraceElement frame : site.frames()) {
                Library library = frames.library(frame.getClassName());
                if (library != null && library.plays(Role.POOL, frame.getClassName(), frame.getMethodName())) {
                    return library;
                }
            }
        }
        return null;
    }

    /**
     * The application's frame that asked a pool for the connection, not that of a factory which the pool has asked in turn; null
     * if no pool that is known is on the stack, or the application is not outside of it.
     */
    static @Nullable StackTraceElement borrower(@Nullable Site site, Frames frames) {
        if (site == null) {
            return null;
        }
        boolean isOutside = false;
        StackTraceElement borrower = null;
        for (StackTraceElement frame : site.frames()) {
            Library library = frames.library(frame.getClassName());
            if (library != null && library.plays(Role.POOL, frame.getClassName(), frame.getMethodName())) {
                isOutside = true;
                borrower = null;
            } else if (isOutside && borrower == null && frames.kind(frame) == FrameKind.APPLICATION) {
                borrower = frame;
            }
        }
        return borrower;
    }

    /** The server for requests that accepted the connection, as a sentence names it; empty if none did. */
    public String httpServer() {
        for (Library library : all.keySet()) {
            if (library.isHttpServer()) {
                return library.name();
            }
        }
        return unknownHttpServer();
    }

    /** One that nothing is known of, and that reads its requests itself: those for HTTP say so in their names. */
    private String unknownHttpServer() {
        Site read = facts.site(Moment.FIRST_USED);
        if (read == null || frames.application(read) != null) {
            return "";
        }
        for (StackTraceElement frame : read.frames()) {
            Library library = frames.library(frame.getClassName());
            if (library != null && library.isDescribed()) {
                return "";
            }
            if (frames.kind(frame) == FrameKind.LIBRARY
                    && frame.getClassName().toLowerCase(Locale.ROOT).contains("http")) {
                String jar = frames.origin(frame).jar();
                return "the server" + (jar.isEmpty() ? "" : " (" + jar + ")");
            }
        }
        return "";
    }

    /**
     * What is known to do about such a leak, by the library nearest to the application that has a word on it; else empty.
     *
     * @param called the one that the application calls, if it is on no stack
     */
    String advice(Verdict verdict, Situation situation, @Nullable Library called) {
        String first =
                called == null ? null : called.advice(verdict.name(), situation, facts.accepted, all.get(called));
        if (first != null) {
            return first.replace("`", "");
        }
        if (facts.accepted && isServedByUnknown()) {
            return "";
        }
        for (Map.Entry<Library, @Nullable String> each : all.entrySet()) {
            String text = each.getKey().advice(verdict.name(), situation, facts.accepted, each.getValue());
            if (text != null) {
                return text.replace("`", "");
            }
        }
        return "";
    }

    /**
     * Whether the application's object is called by a library on which nobody has a word: what the server below asks of its
     * callers is that library's matter, and not the application's.
     */
    private boolean isServedByUnknown() {
        if (facts.handlerHeldBy.isEmpty()) {
            return false;
        }
        Library holder = frames.library(facts.handlerHeldBy);
        return frames.kind(new StackTraceElement(facts.handlerHeldBy, "", null, -1)) == FrameKind.LIBRARY
                && (holder == null || !holder.isDescribed());
    }
}
