package io.closewait.it.verdict;

import io.closewait.it.harness.Artifacts;
import io.closewait.it.harness.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A run of a program of {@code it/src/verdict}, as its source declares it. To add one, add a source file, and what it needs
 * beside the JDK to {@code it-programs/pom.xml}; the keys of its first comment are:
 *
 * <ul>
 *   <li>{@code library}: the row's title in the matrix; for one of several runs {@code run} adds to it
 *   <li>{@code libraries}: folders of {@code it-programs/target}, all their jars are the class path
 *   <li>{@code replace}: {@code javax.servlet=jakarta.servlet}: in the source, before it is compiled
 *   <li>{@code launch}: {@code classes} (the default), {@code jar}, {@code fat}, {@code spring-boot} or {@code module}
 *   <li>{@code jdk}: {@code 17} (the default), {@code 8}, {@code 8..20}
 *   <li>{@code jvm}, {@code agent}, {@code arguments}: options of the JVM, of the agent, and of the program
 *   <li>{@code daily}: runs in the default build, too, not only with {@code -Pall}
 *   <li>{@code ready: no}: the program does not print {@code ready} when everything is in place
 *   <li>{@code healthy}: nothing must be reported; the program prints {@code ready} when a leak would have become one
 *   <li>{@code gc}: the leak shows after a garbage collection
 *   <li>{@code ask}: somebody asks for a report by hand before the leak is one
 *   <li>{@code leak}: {@code VERDICT|VERDICT xN at TEXT}: the line is the one with that text, or else with {@code look here}
 *   <li>{@code handler}, {@code hint}, {@code names}: of the leak above, see {@link ExpectedLeak}
 *   <li>{@code close-wait}: how many sockets the kernel has in that state, if not all that leak
 *   <li>{@code within}: the report comes in this time after the agent's start, such as {@code 9s}
 *   <li>{@code says}: an expression that the text report must contain
 *   <li>{@code known-wrong}: the {@link Marks.Mark}s that the agent is known to fail here, as the matrix shows; they do not fail the test
 * </ul>
 */
final class Program {
    private static final Path FOLDER = Artifacts.project().resolve("it/src/verdict");
    private static final int DEFAULT_JDK = 17;

    final SourceLines source;
    final List<ExpectedLeak> leaks = new ArrayList<>();
    final List<String> libraries = new ArrayList<>();
    final List<String> jvm = new ArrayList<>();
    final List<String> agent = new ArrayList<>();
    final List<String> arguments = new ArrayList<>();
    final List<Pattern> says = new ArrayList<>();
    final List<String[]> replacements = new ArrayList<>();
    Launch launch = Launch.CLASSES;
    final Set<Marks.Mark> knownWrong = EnumSet.noneOf(Marks.Mark.class);
    boolean isDaily;
    boolean isHealthy;
    boolean saysReady = true;
    boolean collected;
    boolean asked;
    Duration within = Duration.ZERO;
    private String library = "";
    private String run = "";
    private int fromJdk = DEFAULT_JDK;
    private int toJdk = Integer.MAX_VALUE;
    private int closeWait = -1;

    private Program(SourceLines source, List<ProgramHeader.Entry> entries) {
        this.source = source;
        for (ProgramHeader.Entry entry : entries) {
            read(entry.key(), entry.value());
        }
        if (library.isEmpty() || isHealthy != leaks.isEmpty()) {
            throw new IllegalStateException(source.file() + " says no library, or neither 'leak' nor 'healthy'");
        }
        if (leaks.stream()
                .anyMatch(leak -> leak.lines().isEmpty() && leak.handlers().isEmpty())) {
            throw new IllegalStateException(source.file() + " has no line to look at");
        }
    }

    /** All, in the order of their titles. */
    static List<Program> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(SourceLines::of)
                    .flatMap(source -> ProgramHeader.of(source.file().toString(), source.lines()).runs().stream()
                            .map(entries -> new Program(source, entries)))
                    .sorted((a, b) -> a.title().compareTo(b.title()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String key, String value) {
        switch (key) {
            case "run" -> run = value;
            case "library" -> library = value;
            case "libraries" -> libraries.addAll(words(value));
            case "replace" -> words(value).forEach(pair -> replacements.add(pair.split("=", -1)));
            case "launch" -> launch = Launch.of(value);
            case "jdk" -> readJdks(value);
            case "jvm" -> jvm.addAll(words(value));
            case "agent" -> agent.addAll(words(value));
            case "arguments" -> arguments.addAll(words(value));
            case "daily" -> isDaily = true;
            case "ready" -> saysReady = !value.equals("no");
            case "healthy" -> isHealthy = true;
            case "gc" -> collected = true;
            case "ask" -> asked = true;
            case "leak" -> leaks.add(ExpectedLeak.parse(value, source));
            case "handler" -> change(leak -> leak.handler(value));
            case "hint" -> change(leak -> leak.hint(value));
            case "names" -> words(value).forEach(name -> change(leak -> leak.name(name)));
            case "close-wait" -> closeWait = Integer.parseInt(value);
            case "within" -> within = Duration.parse("PT" + value);
            case "says" -> says.add(Pattern.compile(value));
            case "known-wrong" -> words(value).forEach(mark -> knownWrong.add(Marks.Mark.valueOf(mark)));
            default -> throw new IllegalStateException(key);
        }
    }

    private void change(UnaryOperator<ExpectedLeak> change) {
        leaks.set(leaks.size() - 1, change.apply(leaks.get(leaks.size() - 1)));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" +", -1));
    }

    private void readJdks(String range) {
        String[] ends = range.split("\\.\\.", -1);
        fromJdk = Integer.parseInt(ends[0]);
        toJdk = ends.length > 1 ? Integer.parseInt(ends[1]) : Integer.MAX_VALUE;
    }

    boolean isFor(Jdk jdk) {
        return fromJdk <= jdk.feature() && jdk.feature() <= toJdk;
    }

    /** The byte code that it is compiled to: that of the oldest JDK it runs on. */
    int release() {
        return fromJdk;
    }

    /** Whether the compiler of the tests' own JDK is too old for it. */
    boolean isForNewerJdk() {
        return fromJdk > Runtime.version().feature();
    }

    String mainClass() {
        String simple = source.file().getFileName().toString().replace(".java", "");
        return source.packageName().isEmpty() ? simple : source.packageName() + "." + simple;
    }

    Path sourceFolder() {
        Path folder = source.file().getParent();
        for (int level = words(source.packageName().replace('.', ' ')).size(); level > 0; level--) {
            folder = folder.getParent();
        }
        return folder;
    }

    int sockets() {
        return leaks.stream().mapToInt(ExpectedLeak::count).sum();
    }

    int closeWait() {
        return closeWait >= 0 ? closeWait : sockets();
    }

    String title() {
        return run.isEmpty() ? library : library + ", " + run;
    }

    @Override
    public String toString() {
        return title();
    }
}
