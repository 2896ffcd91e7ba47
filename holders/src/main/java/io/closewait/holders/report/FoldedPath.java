package io.closewait.holders.report;

import io.closewait.holders.heap.HeapField;
import io.closewait.holders.heap.Root;
import io.closewait.holders.search.HolderPath;
import io.closewait.holders.search.HolderPath.Step;
import io.closewait.holders.words.CodeKinds;
import io.closewait.holders.words.CodeKinds.Kind;
import io.closewait.holders.words.Knowledge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path as people read it. The application's fields are all there, and marked; of what a library does on the way, where it begins
 * and where it ends; of the JDK's objects, the one that the others belong to: a collection, a socket.
 */
final class FoldedPath {
    private static final String APPLICATION = "> ";
    private static final String OTHERS = "  ";
    private static final List<String> SOCKETS =
            List.of("java.net.", "java.nio.channels.", "sun.nio.ch.", "sun.security.ssl.");

    private final HolderPath path;
    private final Knowledge knowledge;
    private final CodeKinds kinds;
    private final String threadLocal;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> words = new LinkedHashSet<>();

    FoldedPath(HolderPath path, String threadLocal, Knowledge knowledge, CodeKinds kinds) {
        this.path = path;
        this.threadLocal = threadLocal;
        this.knowledge = knowledge;
        this.kinds = kinds;
        fold();
    }

    /** From the root to the socket, two characters of margin each. */
    List<String> lines() {
        return lines;
    }

    /** Where it waits, as far as fields say so. */
    Set<String> words() {
        return words;
    }

    /** What the path begins with. */
    String root() {
        Root root = path.root();
        return switch (root.kind()) {
            case STATIC_FIELD -> "the static field " + label(path.steps().get(0));
            case LOCAL -> root.frame() == null ? "a local variable of a thread" : "a local variable of " + root.frame();
            case THREAD ->
                path.steps().isEmpty()
                        ? "a thread"
                        : "a thread (" + name(path.steps().get(0).type().name()) + ")";
            case NATIVE -> "native code (a JNI reference)";
            case MONITOR -> "a thread that is inside its monitor";
            case OTHER -> "the JVM itself";
        };
    }

    private void fold() {
        List<Step> steps = path.steps();
        int i = 0;
        while (i < steps.size()) {
            Kind kind = kinds.of(steps.get(i).type().name());
            int end = i + 1;
            while (kind != Kind.APPLICATION
                    && end < steps.size()
                    && kinds.of(steps.get(end).type().name()) == kind
                    && (isSocket(steps.get(end - 1)) || !isSocket(steps.get(end)))) {
                end++;
            }
            run(kind, steps.subList(i, end));
            i = end;
        }
        if (steps.isEmpty()) {
            lines.add(OTHERS + path.held().name());
        }
    }

    private void run(Kind kind, List<Step> run) {
        Step first = run.get(0);
        Step last = run.get(run.size() - 1);
        for (Step step : run) {
            Optional.ofNullable(step.field())
                    .flatMap(knowledge::words)
                    .map(place -> place.endsWith(" thread local") && !threadLocal.isEmpty()
                            ? "in the thread local " + threadLocal
                            : place)
                    .ifPresent(words::add);
        }
        switch (kind) {
            case APPLICATION -> add(APPLICATION + label(first));
            case LIBRARY -> {
                add(OTHERS + label(first));
                if (run.size() > 2) {
                    add(OTHERS + "...");
                }
                if (run.size() > 1) {
                    add(OTHERS + label(last));
                }
            }
            case JDK ->
                run.stream()
                        .filter(step -> !step.type().name().startsWith("["))
                        .findFirst()
                        .ifPresent(step -> add(OTHERS
                                + (isStatic(step)
                                        ? label(step)
                                        : name(step.type().name()))));
        }
    }

    /** A list whose elements are lists: once. */
    private void add(String line) {
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals(line)) {
            lines.add(line);
        }
    }

    /** One of the JDK's objects that are the socket, as against those that keep it. */
    private static boolean isSocket(Step step) {
        String name = step.type().name();
        return SOCKETS.stream().anyMatch(name::startsWith);
    }

    private static boolean isStatic(Step step) {
        return step.field() != null && step.field().isStatic();
    }

    static String label(Step step) {
        HeapField field = step.field();
        return field == null ? name(step.type().name()) : name(step.type().name()) + "." + field.name();
    }

    /** As in source; the number of a lambda's class tells nothing, and would keep equal paths apart. */
    static String name(String className) {
        String name = className.replaceAll("\\$\\$Lambda.*", " (lambda)");
        return name.startsWith("[L") ? name.substring(2, name.length() - 1) + "[]" : name;
    }
}
