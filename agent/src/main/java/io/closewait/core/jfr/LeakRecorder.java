package io.closewait.core.jfr;

import io.closewait.core.detect.LeakListener;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.Report;
import io.closewait.core.registry.SocketRecord;
import java.util.Collection;

/** What the rest of the agent sees of the events: nothing of their library. */
public interface LeakRecorder extends LeakListener {
    /**
     * Writes what was heard of and what needs a verdict. Called by the reporter's thread.
     *
     * @param peerClosed the sockets of now: a recording that has just begun is told of those that leak already
     */
    void write(Diagnosis diagnosis, Collection<SocketRecord> peerClosed);

    /** Writes who holds the descriptors, if this report has a reason to tell. Called by the reporter's thread. */
    void published(Report report);
}
