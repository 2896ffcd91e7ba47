package io.closewait.core.diagnose;

import static java.util.Objects.requireNonNull;

import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together the sockets that are one entry of a report. Lives as long as that report. */
final class Grouping {
    private final Frames frames;
    private final Map<String, List<SocketFacts>> sockets = new LinkedHashMap<>();
    private final Map<String, Judgement> judgements = new HashMap<>();

    Grouping(Frames frames) {
        this.frames = frames;
    }

    void add(SocketFacts facts, Judgement judgement) {
        String key = key(facts, judgement);
        judgements.putIfAbsent(key, judgement);
        sockets.computeIfAbsent(key, unused -> new ArrayList<>()).add(facts);
    }

    /**
     * Sockets with the same key are one entry of the report. Threads of one pool come to the same line in several ways, so
     * the line counts where there is one, and the whole stack only where there is none.
     */
    private String key(SocketFacts facts, Judgement judgement) {
        String listener = facts.accepted ? ":" + facts.localPort : "";
        StackTraceElement guilty = frames.guilty(judgement.site);
        return judgement.verdict + "/" + facts.peerState + "/" + facts.transport + listener + "/"
                + Site.idOf(facts.openingSite) + "/" + (guilty == null ? Site.idOf(judgement.site) : guilty);
    }

    /** Those with the most sockets first. */
    List<LeakGroup> groups(Map<String, Integer> sizesBefore, KnownLeaks known) {
        List<LeakGroup> groups = new ArrayList<>();
        for (Map.Entry<String, List<SocketFacts>> entry : sockets.entrySet()) {
            int growth = entry.getValue().size() - sizesBefore.getOrDefault(entry.getKey(), 0);
            groups.add(new LeakGroup(
                    entry.getKey(),
                    entry.getValue(),
                    growth,
                    requireNonNull(judgements.get(entry.getKey())),
                    frames,
                    known));
        }
        groups.sort((a, b) -> Integer.compare(b.count, a.count));
        return groups;
    }

    /** How many sockets each group has, for the next report's growth. */
    Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new HashMap<>();
        for (Map.Entry<String, List<SocketFacts>> entry : sockets.entrySet()) {
            sizes.put(entry.getKey(), entry.getValue().size());
        }
        return sizes;
    }
}
