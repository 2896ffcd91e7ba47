package io.closewait.core.detect;

import io.closewait.core.jdk.SocketPoll;
import io.closewait.core.registry.CoarseClock;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Sites;
import io.closewait.core.registry.SocketRecord;
import java.time.Duration;
import java.util.List;

/** A detector whose time and kernel are a test's, for tests of what is around it. */
public final class ScriptedDetector {
    public static final Duration LEAK_AFTER = Duration.ofSeconds(10);

    /** After the machine's start, and far enough back that nothing is in the future of what has a clock of its own. */
    private long now = System.nanoTime() / 2;

    private final ScriptedProbe probe = new ScriptedProbe();
    private final Detector detector;

    public ScriptedDetector(Registry registry, Sites sites, Detector.Owner owner) {
        this.detector = new Detector(
                new CoarseClock(this::now),
                registry.table(),
                sites,
                owner,
                0,
                new LeakAfter(LEAK_AFTER.toNanos(), List.of()),
                new ScriptedWatch(),
                () -> probe);
    }

    public Detector detector() {
        return detector;
    }

    public long now() {
        return now;
    }

    public void pass(Duration time) {
        now += time.toNanos();
    }

    /** The FIN of a watched socket's peer is seen. */
    public void peerCloses(SocketRecord record) {
        probe.events = SocketPoll.POLLRDHUP;
        detector.lookAt(record.number(), now);
    }

    /** The same, and then so much time passes that it is a leak. */
    public void leak(SocketRecord record) {
        peerCloses(record);
        pass(LEAK_AFTER);
        detector.lookAfterPeerClosed();
    }

    /** From now on the kernel says that no peer has gone. */
    public void reconnectAll() {
        probe.events = 0;
    }
}
