package io.closewait.it.junit.samples;

import io.closewait.junit.FailOnSocketLeak;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Whoever closes these sockets, it is not the test; the garbage collector may do it before, during or after the check. */
@FailOnSocketLeak(leakAfterMillis = 100)
public class DroppedReferences {
    @RepeatedTest(20)
    void drops() throws Exception {
        LeavingPeer.connect();
    }

    @RepeatedTest(20)
    void drops_and_runs_the_garbage_collector() throws Exception {
        LeavingPeer.connect();
        System.gc();
    }

    @RepeatedTest(20)
    @Timeout(60)
    void drops_and_waits_until_it_is_closed() throws Exception {
        long before = closedByGc();
        LeavingPeer.connect();
        while (closedByGc() == before) {
            System.gc();
        }
    }

    private static long closedByGc() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        return (Long) server.getAttribute(new ObjectName("io.closewait:type=Closewait"), "SocketsClosedByGcTotal");
    }
}
