package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.registry.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together the sockets that are one entry of a report. Lives as long as that report. */
final class Grouping {
    private final Frames frames;
    private final Map<String, List<JudgedSocket>> sockets = new LinkedHashMap<>();

    Grouping(Frames frames) {
        this.frames = frames;
    }

    void add(SocketFacts facts, Judgement judgement) {
        sockets.computeIfAbsent(key(facts, judgement), unused -> new ArrayList<>())
                .add(new JudgedSocket(facts, judgement));
    }

    /**
     * One cause is one entry: the same verdict, line and state. Code comes to a line in several ways, so the stack counts only
     * where there is no line of the application.
     */
    private static String key(SocketFacts facts, Judgement judgement) {
        String line = judgement.lookAt == null ? "" : judgement.lookAt.toString();
        boolean isOwnLine = judgement.lookAt != null && judgement.lookAtNote.isEmpty();
        return judgement.verdict + "/" + facts.peerState + "/" + facts.accepted + "/" + line
                + (isOwnLine ? "" : "/" + facts.transport + "/" + Site.idOf(facts.openingSite()));
    }

    /** Those with the most sockets first. */
    List<LeakGroup> groups(Map<String, Integer> sizesBefore, KnownLeaks known) {
        List<LeakGroup> groups = new ArrayList<>();
        for (Map.Entry<String, List<JudgedSocket>> entry : sockets.entrySet()) {
            int growth = entry.getValue().size() - sizesBefore.getOrDefault(entry.getKey(), 0);
            groups.add(new LeakGroup(entry.getKey(), entry.getValue(), growth, frames, known));
        }
        groups.sort((a, b) -> Integer.compare(b.count, a.count));
        return groups;
    }

    /** How many sockets each group has, for the next report's growth. */
    Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new HashMap<>();
        for (Map.Entry<String, List<JudgedSocket>> entry : sockets.entrySet()) {
            sizes.put(entry.getKey(), entry.getValue().size());
        }
        return sizes;
    }
}
