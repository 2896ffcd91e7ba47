package io.closewait;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What each package below {@code io.closewait.core} may use besides {@code java.*}: the one list, bottom first. */
final class Dependencies {
    private static final String ROOT = "io.closewait.";

    /** What is not ours, by the start of its package names. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "com.google.gson", "Gson",
            "javax.management", "`javax.management`",
            "javax.xml.stream", "`javax.xml.stream`",
            "jdk.internal.misc", "`jdk.internal.misc`",
            "jdk.jfr", "`jdk.jfr`",
            "net.bytebuddy", "Byte Buddy's ASM",
            "org.slf4j", "SLF4J's API",
            "picocli", "picocli");

    private final Map<String, Set<String>> allowed = new LinkedHashMap<>();

    Dependencies() {
        allow("core.pattern");
        allow("core.jdk");
        allow("core.jdk.modular", "core.jdk", "`jdk.internal.misc`");
        allow("core.thread", "core.jdk");
        allow("core.instrument", "hooks", "Byte Buddy's ASM");
        allow("core.registry", "hooks", "core.jdk");
        allow("core.detect", "core.pattern", "core.jdk", "core.registry", "core.thread");
        allow("core.kernel", "core.registry");
        allow("core.library", "Gson");
        allow("core.code", "Byte Buddy's ASM", "core.jdk", "core.library", "core.registry");
        allow(
                "core.diagnose",
                "core.code",
                "core.diagnose.rules",
                "core.jdk",
                "core.kernel",
                "core.library",
                "core.pattern",
                "core.registry");
        allow("core.diagnose.rules", "core.code", "core.diagnose", "core.jdk", "core.library", "core.registry");
        allow("core.schedule", "core.diagnose", "core.kernel");
        allow("core.report", "core.code", "core.diagnose", "core.jdk", "core.kernel", "core.registry", "Gson")
                .add("`javax.xml.stream`");
        allow("core.config", "core.detect", "core.pattern", "core.report");
        allow("core.jmx", "core.diagnose", "core.jdk", "core.kernel", "core.registry", "`javax.management`");
        allow("core.jfr", "core.code", "core.detect", "core.diagnose", "core.registry", "SLF4J's API");
        allow("core.jfr.events", "core.code", "core.diagnose", "core.jdk", "core.jfr", "core.registry", "`jdk.jfr`");
        allow("core.log", "core.jdk", "Gson", "SLF4J's API");
        allow(
                        "core",
                        "hooks",
                        "core.code",
                        "core.config",
                        "core.detect",
                        "core.diagnose",
                        "core.instrument",
                        "core.jdk",
                        "core.jfr",
                        "core.jmx",
                        "core.kernel",
                        "core.library",
                        "core.log",
                        "core.pattern",
                        "core.registry",
                        "core.report",
                        "core.schedule",
                        "core.thread")
                .add("SLF4J's API");
        allow("core.command.outcome");
        allow("core.command.target", "core.command.outcome", "core.kernel", "`javax.management`");
        allow(
                "core.command.watch",
                "core.command.target",
                "core.diagnose",
                "core.kernel",
                "core.report",
                "`javax.management`");
        allow("core.command.diff", "core.command.outcome", "core.diagnose", "Gson");
        allow(
                "core.command",
                "core.command.diff",
                "core.command.outcome",
                "core.command.target",
                "core.command.watch",
                "core.config",
                "core.kernel",
                "core.report",
                "Gson",
                "picocli");
    }

    private Set<String> allow(String user, String... used) {
        Set<String> all = new TreeSet<>(Set.of(used));
        allowed.put(user, all);
        return all;
    }

    Map<String, Set<String>> allowed() {
        return allowed;
    }

    /** The cell of the table in {@code docs/architecture.md}. */
    String markdown(String user) {
        Set<String> used = allowed.get(user);
        return used.isEmpty()
                ? "`java.*`"
                : used.stream()
                        .map(name -> isOurs(name) ? "`" + name + "`" : name)
                        .collect(Collectors.joining(", "));
    }

    private static boolean isOurs(String name) {
        return name.startsWith("core") || name.equals("hooks");
    }

    /** What the classes use, in the form of {@link #allowed}. */
    static Map<String, Set<String>> used(JavaClasses classes) {
        Map<String, Set<String>> used = new LinkedHashMap<>();
        for (JavaClass user : classes) {
            if (user.getPackageName().startsWith(ROOT + "core")) {
                Set<String> names =
                        used.computeIfAbsent(user.getPackageName().substring(ROOT.length()), any -> new TreeSet<>());
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    addName(user.getPackageName(), dependency.getTargetClass().getBaseComponentType(), names);
                }
            }
        }
        return used;
    }

    private static void addName(String user, JavaClass used, Set<String> names) {
        String name = used.getPackageName();
        boolean isFree = name.isEmpty() // a primitive type
                || name.equals(user)
                || name.startsWith("java.")
                || name.startsWith("org.jspecify.") // for the compiler only
                || name.startsWith("com.google.errorprone.");
        if (isFree) {
            return;
        }
        if (name.startsWith(ROOT)) {
            names.add(name.substring(ROOT.length()));
            return;
        }
        names.add(LIBRARIES.entrySet().stream()
                .filter(library -> name.startsWith(library.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(name));
    }
}
