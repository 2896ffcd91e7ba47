package io.closewait.core.command.target;

import io.closewait.core.kernel.CloseWaitCount;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code /proc} tells of a process, without disturbing it. {@code /proc} is asked afresh each time but for {@code status},
 * which is read once.
 */
public final class ProcessFacts {
    private static final Path PROC = Paths.get("/proc");
    private static final Pattern VARIABLES_OF_OPTIONS =
            Pattern.compile("^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS)=");
    private static final long SIGQUIT_MASK = 1L << (3 - 1);

    private final long pid;
    private final Path folder;
    private final Map<String, String> status;
    private final String started;

    private ProcessFacts(long pid) throws IOException {
        this.pid = pid;
        this.folder = PROC.resolve(Long.toString(pid));
        this.status = status(folder);
        this.started = started();
    }

    /** @throws IOException if there is no such process, or no {@code /proc} */
    public static ProcessFacts of(long pid) throws IOException {
        return new ProcessFacts(pid);
    }

    /** This very process. */
    public static ProcessFacts self() throws IOException {
        return new ProcessFacts(
                Long.parseLong(PROC.resolve("self").toRealPath().getFileName().toString()));
    }

    /** The numbers of all processes that can be seen, lowest first. */
    public static List<Long> pids() throws IOException {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                pids.add(Long.parseLong(folder.getFileName().toString()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(pids);
        return pids;
    }

    public long pid() {
        return pid;
    }

    /** The process that this number belongs to: another one if the number is a thread's. */
    public long process() {
        return Long.parseLong(status("Tgid"));
    }

    /** Whether it still runs, and its number has not gone to another process. */
    public boolean isRunning() {
        try {
            String state = status(folder).getOrDefault("State", "X");
            return !state.startsWith("Z") && !state.startsWith("X") && started.equals(started());
        } catch (IOException gone) {
            return false;
        }
    }

    /** Stopped by a signal or a debugger: it cannot answer anything. */
    public boolean isStopped() {
        return status("State").startsWith("T") || status("State").startsWith("t");
    }

    /** The user in whose name it acts. */
    public long user() {
        return Long.parseLong(status("Uid").split("\\s+", -1)[1]);
    }

    /** @throws IOException if another user's process does not let itself be looked into */
    public boolean isJvm() throws IOException {
        try (BufferedReader maps = Files.newBufferedReader(folder.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            for (String line = maps.readLine(); line != null; line = maps.readLine()) {
                if (line.endsWith("/libjvm.so") || line.endsWith("/libjvm.so (deleted)")) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Whether SIGQUIT, with which an attach begins, is handled. It ends a JVM that runs with {@code -Xrs} or has only just been
     * started, and any other process.
     */
    public boolean catchesQuitSignal() {
        return (Long.parseUnsignedLong(status("SigCgt"), 16) & SIGQUIT_MASK) != 0;
    }

    /** Its number in its own container, which is the number here where there is none. */
    public long innermostPid() {
        String[] pids = status.getOrDefault("NSpid", Long.toString(pid)).split("\\s+", -1);
        return Long.parseLong(pids[pids.length - 1]);
    }

    /** Whether both are in the same namespace of this kind ({@code pid}, {@code net}, {@code mnt}); true if not known. */
    public boolean sharesNamespace(String kind, ProcessFacts other) {
        try {
            Path mine = Files.readSymbolicLink(folder.resolve("ns").resolve(kind));
            return mine.equals(Files.readSymbolicLink(other.folder.resolve("ns").resolve(kind)));
        } catch (IOException notTold) {
            return true;
        }
    }

    /** An absolute path of that process, as it is reached from here. */
    public Path seenFromHere(String path) {
        return folder.resolve("root").resolve(path.substring(1));
    }

    /**
     * Whether it may make files in this folder of its own. This process may be root, who may more than that one: then its user
     * and groups decide.
     */
    public boolean mayWriteTo(String absolutePath) {
        Path seen = seenFromHere(absolutePath);
        if (!Files.isWritable(seen)) { // also on a read-only file system, where root may not either
            return false;
        }
        try {
            Object mode = Files.getAttribute(seen, "unix:mode");
            Object owner = Files.getAttribute(seen, "unix:uid");
            Object group = Files.getAttribute(seen, "unix:gid");
            List<String> groups = Arrays.asList(
                    (status("Gid") + " " + status("Groups")).trim().split("\\s+", -1));
            boolean isOwner = String.valueOf(user()).equals(String.valueOf(owner));
            int right = isOwner ? 0200 : groups.contains(String.valueOf(group)) ? 0020 : 0002;
            return user() == 0 || !(mode instanceof Integer) || ((Integer) mode & right) != 0;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notTold) {
            return true;
        }
    }

    /** The arguments that it was started with; empty if they are not told. */
    public List<String> commandLine() {
        return zeroTerminated("cmdline");
    }

    /** Its main class, jar or module. */
    public String program() {
        return ProgramName.of(commandLine());
    }

    /** Its sockets in {@code CLOSE_WAIT}. */
    public CloseWaitCount closeWait() {
        return new CloseWaitCount(folder.toString());
    }

    /** Its environment as {@code NAME=value}; empty if it is not told. */
    public List<String> environment() {
        return zeroTerminated("environ");
    }

    /** Whether it is a JVM that has an option like this one, from its command line or from a variable that JVMs read. */
    boolean wasStartedWith(Pattern option) {
        return Stream.concat(
                        commandLine().stream(),
                        environment().stream()
                                .filter(variable ->
                                        VARIABLES_OF_OPTIONS.matcher(variable).find()))
                .anyMatch(text -> option.matcher(text).find());
    }

    /** Whether one of its threads has one of these names; the kernel keeps 15 characters of a name. */
    public boolean hasThread(Collection<String> names) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder.resolve("task"))) {
            for (Path thread : threads) {
                if (names.contains(read(thread.resolve("comm")).trim())) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException endsJustNow) {
            // what can be said of it is that it has no such thread
        }
        return false;
    }

    private List<String> zeroTerminated(String file) {
        List<String> values = new ArrayList<>();
        try {
            for (String value : read(folder.resolve(file)).split("\0", -1)) {
                if (!value.isEmpty()) {
                    values.add(value);
                }
            }
        } catch (IOException notTold) {
            // left empty
        }
        return values;
    }

    private String status(String key) {
        return status.getOrDefault(key, "0");
    }

    private static Map<String, String> status(Path folder) throws IOException {
        Map<String, String> status = new HashMap<>();
        for (String line : read(folder.resolve("status")).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                status.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        return status;
    }

    /** The time of its start in clock ticks: field 22, counted from behind the name, which may hold anything. */
    private String started() throws IOException {
        String stat = read(folder.resolve("stat"));
        return stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1)[19];
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
