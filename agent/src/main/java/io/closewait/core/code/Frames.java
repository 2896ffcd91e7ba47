package io.closewait.core.code;

import io.closewait.core.library.Libraries;
import io.closewait.core.library.Library;
import io.closewait.core.library.Library.Role;
import io.closewait.core.library.PoolField;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells whose code a frame is, and which frame of a stack is the one to look at. As thread-safe as its {@link Origins}. */
public final class Frames {
    /** Classes of the application in which calls are looked for. */
    private static final int MOST_CLASSES = 5000;

    private final Origins origins;
    private final Supplier<Libraries> libraries;
    private final CallSites callSites;
    private final ClassCode code;
    /** Of the report that is being made. */
    private final Map<Library, Collection<StackTraceElement>> calls = new ConcurrentHashMap<>();

    public Frames(Origins origins, Supplier<Libraries> libraries) {
        this.origins = origins;
        this.libraries = libraries;
        this.callSites = new CallSites(origins::loaded);
        this.code = new ClassCode(origins);
    }

    /** What is known of the library, or the part of the JDK, that a class belongs to; null if nothing is. */
    public @Nullable Library library(String className) {
        return libraries.get().of(className);
    }

    /** Where pools tell lent connections from idle ones, of all libraries. */
    public List<PoolField> poolFields() {
        List<PoolField> fields = new ArrayList<>();
        for (Library library : libraries.get().all()) {
            fields.addAll(library.poolFields());
        }
        return fields;
    }

    /** A loaded class; null if there is none of that name. */
    public @Nullable Class<?> loaded(String className) {
        return origins.loaded(className);
    }

    /** Loaded classes of the application, at most so many. */
    public Collection<Class<?>> ofApplication(int most) {
        return origins.ofApplication(most);
    }

    /** The libraries whose connections one of these opens. */
    public List<Library> through(Collection<Library> openers) {
        List<Library> found = new ArrayList<>();
        for (Library library : libraries.get().all()) {
            for (Library opener : openers) {
                if (library.through().contains(opener.name())) {
                    found.add(library);
                }
            }
        }
        return found;
    }

    /** Where the application calls what a library does on threads of its own, ordered by class; it reads class files for this. */
    public Collection<StackTraceElement> callsOf(Library library) {
        return calls.computeIfAbsent(library, this::findCallsOf);
    }

    private Collection<StackTraceElement> findCallsOf(Library library) {
        List<String> methods = library.players(Role.ASYNCHRONOUS);
        if (methods.isEmpty()) {
            return Collections.emptyList();
        }
        Set<String> all = new HashSet<>();
        for (Library each : libraries.get().all()) {
            all.addAll(each.players(Role.ASYNCHRONOUS));
        }
        return callSites.of(methods, all, origins.ofApplication(MOST_CLASSES));
    }

    /** What class files tell of the methods of frames. */
    public ClassCode code() {
        return code;
    }

    /** Whether a frame is of the outer end of a stack, which every task of its thread has in common. */
    public boolean isBase(StackTraceElement frame) {
        return ThreadBase.isBase(frame) || (kind(frame) == FrameKind.LIBRARY && ThreadBase.runsTasks(frame));
    }

    public FrameKind kind(StackTraceElement frame) {
        return origins.of(frame.getClassName()).kind();
    }

    public Origin origin(StackTraceElement frame) {
        return origins.of(frame.getClassName());
    }

    public FrameKind kind(Class<?> type) {
        return origins.of(type).kind();
    }

    /** Whether the application called the JDK itself, and not through a library. */
    public boolean isByApplication(@Nullable Site site) {
        if (site != null) {
            for (StackTraceElement frame : site.frames()) {
                if (kind(frame) != FrameKind.JDK) {
                    return kind(frame) == FrameKind.APPLICATION;
                }
            }
        }
        return false;
    }

    /** The application's frame nearest to what happened, or null when there is none on the stack. */
    public @Nullable StackTraceElement application(@Nullable Site site) {
        if (site != null) {
            for (StackTraceElement frame : site.frames()) {
                if (kind(frame) == FrameKind.APPLICATION) {
                    return frame;
                }
            }
        }
        return null;
    }

    /**
     * Where the application is not on the stack: the library's frame that it would have called, or that was called to do the
     * work. That is the library's outermost one, but for those that only run what they are given: the loop of a thread, with
     * all that its class does before it comes to the task.
     */
    public @Nullable StackTraceElement entry(@Nullable Site site) {
        StackTraceElement runner = null;
        if (site != null) {
            List<StackTraceElement> frames = site.frames();
            for (int i = frames.size() - 1; i >= 0; i--) {
                StackTraceElement frame = frames.get(i);
                if (kind(frame) == FrameKind.LIBRARY) {
                    boolean isRunners = runner != null && runner.getClassName().equals(frame.getClassName());
                    if (!isRunners && !ThreadBase.runsTasks(frame)) {
                        return frame;
                    }
                    runner = frame;
                }
            }
        }
        return runner;
    }

    /** The outermost frame that is not the JDK's: what the thread was started for. Null if all are. */
    public @Nullable StackTraceElement outermost(Site site) {
        List<StackTraceElement> frames = site.frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            FrameKind kind = kind(frames.get(i));
            if (kind == FrameKind.APPLICATION || kind == FrameKind.LIBRARY) {
                return frames.get(i);
            }
        }
        return null;
    }

    /** The application's frame, else the library's, else null. */
    public @Nullable StackTraceElement toLookAt(@Nullable Site site) {
        StackTraceElement frame = application(site);
        return frame != null ? frame : entry(site);
    }

    /** The stack without the JDK's inner frames at its top: where code that people can change begins. */
    public List<StackTraceElement> trimmed(Site site) {
        List<StackTraceElement> frames = site.frames();
        int from = 0;
        while (from < frames.size() && kind(frames.get(from)) == FrameKind.JDK) {
            from++;
        }
        // A stack of the JDK alone is shown whole: there is nothing better.
        return from == frames.size() ? frames : frames.subList(from, frames.size());
    }

    /** The same without the JDK's outer frames, which start threads and call {@code main}, and without generated ones. */
    public List<StackTraceElement> toRead(Site site) {
        List<StackTraceElement> frames = trimmed(site);
        int end = frames.size();
        while (end > 0 && kind(frames.get(end - 1)) == FrameKind.JDK) {
            end--;
        }
        if (end == 0) {
            return withoutPlumbing(frames);
        }
        List<StackTraceElement> read = new ArrayList<>();
        for (StackTraceElement frame : frames.subList(0, end)) {
            if (kind(frame) != FrameKind.GENERATED) {
                read.add(frame);
            }
        }
        return read;
    }

    /** Of a stack of the JDK alone: what is neither reading and writing nor the outer end of a thread. */
    private static List<StackTraceElement> withoutPlumbing(List<StackTraceElement> frames) {
        List<StackTraceElement> rest = new ArrayList<>();
        for (StackTraceElement frame : frames) {
            String name = frame.getClassName();
            if (!ThreadBase.isBase(frame) && !name.startsWith("sun.nio.ch.") && !name.startsWith("java.io.")) {
                rest.add(frame);
            }
        }
        return rest.isEmpty() ? frames : rest;
    }

    /** A report was made: what only served that one is forgotten. */
    public void reported() {
        calls.clear();
        code.reported();
        origins.reported();
    }
}
