package io.closewait.core.diagnose;

import io.closewait.core.kernel.TcpState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Open sockets that no hook saw being opened, of one state and peer, and used since by the same line if any used them. Immutable.
 */
public final class UnknownGroup {
    public final TcpState state;
    /** The peer's address; of accepted connections without the port. */
    public final String peer;

    public final int count;
    /** The socket of which most is known: all stacks and facts of the group are this one's. */
    public final SocketFacts shown;
    /** What its uses since the attach tell; null if there was none. */
    public final @Nullable Judgement judgement;

    private UnknownGroup(TcpState state, String peer, List<JudgedSocket> sockets) {
        JudgedSocket telling = sockets.get(0);
        for (JudgedSocket socket : sockets) {
            telling = socket.facts.stacks().size() > telling.facts.stacks().size() ? socket : telling;
        }
        this.state = state;
        this.peer = peer;
        this.count = sockets.size();
        this.shown = telling.facts;
        this.judgement = isTelling(state, shown) ? telling.judgement : null;
    }

    private static boolean isTelling(TcpState state, SocketFacts facts) {
        return state == TcpState.CLOSE_WAIT && facts.uses > 0;
    }

    /** Puts the sockets together. Lives as long as a report. */
    static final class Groups {
        private final Map<String, Members> groups = new LinkedHashMap<>();

        void add(TcpState state, SocketFacts facts, Judgement judgement) {
            String peer = facts.accepted ? LeakGroup.host(facts.peer) : facts.peer;
            String key = state + "/" + facts.accepted + "/" + (facts.accepted ? facts.localPort : 0) + "/" + peer + "/"
                    + (isTelling(state, facts) ? judgement.verdict + "/" + judgement.lookAt : "");
            groups.computeIfAbsent(key, unused -> new Members(state, peer))
                    .sockets
                    .add(new JudgedSocket(facts, judgement));
        }

        /** Those in {@code CLOSE_WAIT} first, then those with the most sockets. */
        List<UnknownGroup> all() {
            List<UnknownGroup> all = new ArrayList<>();
            for (Members members : groups.values()) {
                all.add(new UnknownGroup(members.state, members.peer, members.sockets));
            }
            all.sort(Comparator.comparing((UnknownGroup group) -> group.state != TcpState.CLOSE_WAIT)
                    .thenComparing(group -> -group.count));
            return all;
        }
    }

    private static final class Members {
        final TcpState state;
        final String peer;
        final List<JudgedSocket> sockets = new ArrayList<>();

        Members(TcpState state, String peer) {
            this.state = state;
            this.peer = peer;
        }
    }
}
