package io.closewait.core.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /proc/self/fd}: what this process holds open. Following a link needs no descriptor; only the listing does, so when
 * none is left the numbers are tried one by one.
 */
final class OpenDescriptors {
    private static final String SOCKET = "socket:[";

    private final Path folder;
    private final long limit;

    OpenDescriptors(String folder) {
        this.folder = Paths.get(folder, "fd");
        this.limit = readLimit(Paths.get(folder, "limits"));
    }

    /** The most descriptors this process may have (its soft limit when the agent started), -1 if not known. */
    long limit() {
        return limit;
    }

    private static long readLimit(Path limits) {
        try {
            List<String> lines = Files.readAllLines(limits, StandardCharsets.US_ASCII);
            for (String line : lines) {
                if (line.startsWith("Max open files")) {
                    return Long.parseLong(line.trim().split(" +", -1)[3]);
                }
            }
        } catch (IOException | RuntimeException notReadable) {
            // a container may hide it
        }
        return -1;
    }

    /** The numbers of all open descriptors, or null if they cannot be told. */
    int @Nullable [] numbers() {
        String[] names = new File(folder.toString()).list();
        if (names == null) {
            return limit > 0 && limit <= 1 << 20 ? upTo((int) limit) : null;
        }
        int[] numbers = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            numbers[i] = Integer.parseInt(names[i]);
        }
        return numbers;
    }

    /** How many descriptors are open, -1 if that cannot be told; when not even the listing gets one, all of them. */
    int count() {
        File listed = new File(folder.toString());
        String[] names = listed.list();
        if (names != null) {
            return names.length - 1; // without the listing's own
        }
        return listed.isDirectory() && limit > 0 && limit <= Integer.MAX_VALUE ? (int) limit : -1;
    }

    private static int[] upTo(int count) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    /** What the descriptor refers to, such as {@code socket:[4711]}; null if it is not open or not ours to see. */
    @Nullable
    String target(int number) {
        try {
            return Files.readSymbolicLink(folder.resolve(Integer.toString(number)))
                    .toString();
        } catch (IOException | RuntimeException closedMeanwhile) {
            return null;
        }
    }

    /** The inode of a socket's descriptor, 0 if it is none. */
    long inode(int number) {
        return inodeOf(target(number));
    }

    static long inodeOf(@Nullable String target) {
        if (target == null || !target.startsWith(SOCKET)) {
            return 0;
        }
        return Long.parseLong(target.substring(SOCKET.length(), target.length() - 1));
    }

    /** Adds one descriptor to the count of its kind: socket, pipe, epoll, file and so on. */
    static void count(String target, Map<String, Integer> kinds) {
        String kind;
        if (target.startsWith(SOCKET)) {
            kind = "socket";
        } else if (target.startsWith("pipe:")) {
            kind = "pipe";
        } else if (target.startsWith("anon_inode:")) {
            kind = target.substring("anon_inode:".length()).replaceAll("[\\[\\]]", "");
        } else {
            kind = target.startsWith("/dev/") ? "device" : "file";
        }
        count(kind, 1, kinds);
    }

    /** Adds so many descriptors to the count of a kind. */
    static void count(String kind, int number, Map<String, Integer> kinds) {
        if (number > 0) {
            kinds.merge(kind, number, Integer::sum);
        }
    }
}
