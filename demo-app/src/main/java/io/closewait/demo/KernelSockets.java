package io.closewait.demo;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the kernel says about this process: the rows of {@code /proc/self/net/tcp} and {@code tcp6} whose inode is one
 * of our descriptors, and the rows without an inode that wait in the backlog of one of our listening ports.
 */
final class KernelSockets {
    private static final String CLOSE_WAIT = "08";
    private static final String LISTEN = "0A";
    private static final int SPARES = 3;

    /** Descriptors kept for the moment when there is none left to read the tables with. */
    private final Deque<FileInputStream> spares = new ArrayDeque<>();

    /** Sockets in CLOSE_WAIT: those with a descriptor, and those never accepted. */
    record Count(int held, int neverAccepted) {
        int total() {
            return held + neverAccepted;
        }
    }

    private record Row(String local, String remote, String state, String inode) {
        String localPort() {
            return local.substring(local.indexOf(':') + 1);
        }
    }

    synchronized Count closeWait() throws IOException {
        giveSpares();
        try {
            return count(rows(), ownInodes());
        } finally {
            takeSpares();
        }
    }

    private static Count count(Set<Row> rows, Set<String> ownInodes) {
        Set<String> listeningPorts = new HashSet<>();
        for (Row row : rows) {
            if (row.state.equals(LISTEN) && ownInodes.contains(row.inode)) {
                listeningPorts.add(row.localPort());
            }
        }
        int held = 0;
        int neverAccepted = 0;
        for (Row row : rows) {
            if (row.state.equals(CLOSE_WAIT)) {
                if (ownInodes.contains(row.inode)) {
                    held++;
                } else if (row.inode.equals("0") && listeningPorts.contains(row.localPort())) {
                    neverAccepted++;
                }
            }
        }
        return new Count(held, neverAccepted);
    }

    /** A set, since the kernel may show a row twice when the table changes under the reader. */
    private static Set<Row> rows() throws IOException {
        Set<Row> rows = new LinkedHashSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            Path path = Path.of(table);
            if (Files.exists(path)) {
                List<String> lines = Files.readAllLines(path);
                for (String line : lines.subList(1, lines.size())) {
                    String[] column = line.strip().split("\\s+", -1);
                    rows.add(new Row(column[1], column[2], column[3], column[9]));
                }
            }
        }
        return rows;
    }

    private static Set<String> ownInodes() throws IOException {
        // File.list needs one descriptor where the streams of java.nio need two.
        String[] numbers = new File("/proc/self/fd").list();
        if (numbers == null) {
            throw new IOException("/proc/self/fd cannot be listed");
        }
        Set<String> inodes = new HashSet<>();
        for (String number : numbers) {
            try {
                String target =
                        Files.readSymbolicLink(Path.of("/proc/self/fd", number)).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            } catch (IOException closedMeanwhile) {
                // Not a descriptor any more.
            }
        }
        return inodes;
    }

    private void giveSpares() throws IOException {
        while (!spares.isEmpty()) {
            spares.pop().close();
        }
    }

    private void takeSpares() {
        try {
            while (spares.size() < SPARES) {
                spares.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException noneLeft) {
            // Somebody was quicker; the next reading makes do with what there is.
        }
    }
}
