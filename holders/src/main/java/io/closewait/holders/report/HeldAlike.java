package io.closewait.holders.report;

import io.closewait.holders.search.HolderPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sockets of one group that are held the same way.
 *
 * @param kind for programs: {@code held}, {@code register}, {@code abandoned} or {@code unknown}
 * @param by in words
 * @param words where they wait
 * @param states what pools say of them, with counts
 * @param lines the path, folded
 * @param path the path of one of them, whole; null if there is none
 */
record HeldAlike(
        String kind,
        int count,
        String by,
        Set<String> words,
        Map<String, Integer> states,
        List<String> lines,
        @Nullable HolderPath path) {}
