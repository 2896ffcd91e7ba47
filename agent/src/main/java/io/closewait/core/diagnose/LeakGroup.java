package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.registry.PeerState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sockets with the same verdict, line and state: one entry of a report. Immutable once built. */
public final class LeakGroup {
    /** Sockets that a report shows one by one. */
    public static final int MAX_SAMPLES = 10;

    private static final int MAX_PEERS = 5;

    /** The verdict, and what it rests on: of {@link #shown}. */
    public final Judgement judgement;
    /** The socket of which most is known; all stacks and facts of the group are this one's. */
    public final SocketFacts shown;
    /** The one whose peer left first. */
    public final SocketFacts oldest;
    /** The key of the group: equal in successive reports for the same line, verdict and state. */
    public final String key;
    /** Names the origin in every run of the application, see {@link Fingerprint}. */
    public final String fingerprint;
    /** Why this leak is accepted; empty if it is not. */
    public final String accepted;

    public final int count;
    /** How many more there are than in the report before. */
    public final int growth;
    /** Sockets by peer address, at most five, the rest under {@code other}. */
    public final Map<String, Integer> peers;
    /** Sockets by the thread that used them last (or opened them), at most five, the rest under {@code other}. */
    public final Map<String, Integer> threads;
    /** Bytes that wait to be read in all of them, -1 if not known. */
    public final long unread;
    /** The oldest ones, at most {@link #MAX_SAMPLES}. */
    public final List<SocketFacts> samples;

    LeakGroup(String key, List<JudgedSocket> sockets, int growth, Frames frames, KnownLeaks known) {
        List<SocketFacts> sorted = new ArrayList<>();
        JudgedSocket telling = sockets.get(0);
        for (JudgedSocket socket : sockets) {
            sorted.add(socket.facts);
            telling = tellsMore(socket, telling) ? socket : telling;
        }
        sorted.sort((a, b) -> Long.compare(b.finMillis, a.finMillis));
        this.key = key;
        this.judgement = telling.judgement;
        this.shown = telling.facts;
        this.oldest = sorted.get(0);
        this.fingerprint = Fingerprint.of(shown, judgement, frames);
        String reason = known.reason(fingerprint, shown);
        this.accepted = reason == null ? "" : reason;
        this.count = sorted.size();
        this.growth = growth;
        Map<String, Integer> allPeers = new TreeMap<>();
        Map<String, Integer> allThreads = new TreeMap<>();
        long sum = 0;
        for (SocketFacts socket : sorted) {
            allPeers.merge(socket.accepted ? host(socket.peer) : socket.peer, 1, Integer::sum);
            allThreads.merge(socket.lastUser.isEmpty() ? socket.openedBy : socket.lastUser, 1, Integer::sum);
            sum = socket.unread < 0 || sum < 0 ? -1 : sum + socket.unread;
        }
        this.unread = sum;
        this.peers = Ranking.top(allPeers, MAX_PEERS);
        this.threads = Ranking.top(allThreads, MAX_PEERS);
        this.samples =
                Collections.unmodifiableList(new ArrayList<>(sorted.subList(0, Math.min(MAX_SAMPLES, sorted.size()))));
    }

    /** More stacks, then the longer time. */
    private static boolean tellsMore(JudgedSocket one, JudgedSocket other) {
        int more = one.facts.stacks().size() - other.facts.stacks().size();
        return more > 0 || (more == 0 && one.facts.finMillis > other.facts.finMillis);
    }

    /** A client's port is a passing number; what tells is its host. */
    static String host(String peer) {
        int colon = peer.lastIndexOf(':');
        return colon < 0 ? peer : peer.substring(0, colon);
    }

    public Verdict verdict() {
        return judgement.verdict;
    }

    /** The line to look at; null if none is known. */
    public @Nullable StackTraceElement lookAt() {
        return judgement.lookAt;
    }

    public PeerState state() {
        return oldest.peerState;
    }
}
