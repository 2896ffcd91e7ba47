package io.closewait.core.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files are open most often, or of which folders many files are open: what a leak of files shows. Bounded: of further
 * different paths only the folders are counted.
 */
final class OpenPaths {
    private static final int MOST_PATHS = 2000;
    private static final int MOST_FOLDERS = 500;
    private static final int MOST_NAMED = 5;
    /** Fewer are no leak. */
    private static final int FEWEST = 3;

    private final Map<String, Integer> paths = new HashMap<>();
    private final Map<String, Integer> folders = new HashMap<>();

    /** Notes what a descriptor refers to, if it is a file. */
    void add(String target) {
        // Neither a socket, a pipe nor the like, and not what every process has open.
        if (target.startsWith("/") && !target.startsWith("/dev/") && !target.startsWith("/proc/")) {
            count(target, paths, MOST_PATHS);
            count(folderOf(target), folders, MOST_FOLDERS);
        }
    }

    private static void count(String key, Map<String, Integer> counts, int most) {
        if (counts.size() < most || counts.containsKey(key)) {
            counts.merge(key, 1, Integer::sum);
        }
    }

    private static String folderOf(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1) + "*";
    }

    /** Those of which several descriptors are open, most first: paths, and folders of the other files. */
    Map<String, Integer> most() {
        Map<String, Integer> others = new HashMap<>(folders);
        Map<String, Integer> repeated = new HashMap<>();
        paths.forEach((path, count) -> {
            if (count >= FEWEST) {
                repeated.put(path, count);
                others.computeIfPresent(folderOf(path), (folder, files) -> files - count);
            }
        });
        others.forEach((folder, files) -> {
            if (files >= FEWEST) {
                repeated.put(folder, files);
            }
        });
        List<Map.Entry<String, Integer>> sorted = new ArrayList<>(repeated.entrySet());
        sorted.sort(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        Map<String, Integer> most = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : sorted.subList(0, Math.min(MOST_NAMED, sorted.size()))) {
            most.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(most);
    }
}
