package io.closewait.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process's sockets in {@code CLOSE_WAIT}, as the kernel has them.
 *
 * @param held those that the process has a descriptor for
 * @param backlog those that wait to be accepted on a port that the process listens on
 */
public record KernelCount(int held, int backlog) {
    private static final String CLOSE_WAIT = "08";
    private static final String LISTEN = "0A";
    private static final String NO_INODE = "0";

    /** From {@code /proc}: the socket tables joined with the process's descriptors. */
    public static KernelCount of(long pid) throws IOException {
        Path proc = Path.of("/proc", String.valueOf(pid));
        Set<String> inodes = socketInodes(proc.resolve("fd"));
        Set<Row> rows = new HashSet<>(); // a row can come twice in one read
        for (String table : List.of("tcp", "tcp6")) {
            Files.readAllLines(proc.resolve("net").resolve(table)).stream()
                    .skip(1)
                    .map(Row::parse)
                    .forEach(rows::add);
        }
        Set<String> ports = new HashSet<>();
        rows.stream()
                .filter(row -> row.state.equals(LISTEN) && inodes.contains(row.inode))
                .forEach(row -> ports.add(row.localPort()));
        List<Row> closeWait =
                rows.stream().filter(row -> row.state.equals(CLOSE_WAIT)).toList();
        return new KernelCount(
                (int) closeWait.stream()
                        .filter(row -> inodes.contains(row.inode))
                        .count(),
                (int) closeWait.stream()
                        .filter(row -> row.inode.equals(NO_INODE) && ports.contains(row.localPort()))
                        .count());
    }

    /** By {@code ss}, which knows no owner of what waits in a backlog; empty where it is not installed. */
    public static Optional<Integer> heldBySs(long pid) throws IOException, InterruptedException {
        if (Stream.of("/usr/bin/ss", "/bin/ss", "/usr/sbin/ss", "/sbin/ss")
                .map(Path::of)
                .noneMatch(Files::isExecutable)) {
            return Optional.empty();
        }
        Process ss = new ProcessBuilder("ss", "-Htanp", "state", "close-wait").start();
        Pattern owner = Pattern.compile("\\bpid=" + pid + ",");
        long count = new String(ss.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .filter(line -> owner.matcher(line).find())
                .count();
        return ss.waitFor() == 0 ? Optional.of((int) count) : Optional.empty();
    }

    /** Every TCP and UDP socket that the process holds, in whatever state: a line of the kernel's tables each. */
    public static List<String> sockets(long pid) throws IOException {
        Path proc = Path.of("/proc", String.valueOf(pid));
        Set<String> inodes = socketInodes(proc.resolve("fd"));
        List<String> sockets = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            Files.readAllLines(proc.resolve("net").resolve(table)).stream()
                    .skip(1)
                    .filter(line -> inodes.contains(Row.parse(line).inode))
                    .forEach(line -> sockets.add(table + " " + line));
        }
        return sockets;
    }

    public int total() {
        return held + backlog;
    }

    private static Set<String> socketInodes(Path folder) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(folder)) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                String target = target(descriptor);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private record Row(String local, String peer, String state, String inode) {
        static Row parse(String line) {
            String[] fields = line.trim().split("\\s+", -1);
            return new Row(fields[1], fields[2], fields[3], fields[9]);
        }

        String localPort() {
            return local.substring(local.lastIndexOf(':') + 1);
        }
    }
}
