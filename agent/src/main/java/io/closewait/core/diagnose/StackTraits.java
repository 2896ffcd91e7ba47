package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.library.Library;
import io.closewait.core.registry.Moment;
import io.closewait.core.registry.Site;
import java.util.Map;

/** What the frames on a socket's stacks say of the protocol that is spoken on it. */
final class StackTraits {
    private boolean isTls;
    private boolean isBodyStreamed;
    private boolean isPooled;
    private boolean isReadOnDemand;

    StackTraits(Map<Moment, Site> stacks, Frames frames) {
        for (Map.Entry<Moment, Site> stack : stacks.entrySet()) {
            if (stack.getKey() != Moment.NOW && stack.getKey() != Moment.LISTENER_OPENED) {
                for (StackTraceElement frame : stack.getValue().frames()) {
                    note(frame.getClassName(), frames);
                }
            }
        }
    }

    private void note(String className, Frames frames) {
        // the JDK's, Netty's, and those of clients: what makes sockets for TLS is called so everywhere
        isTls |= className.contains(".ssl.") || className.startsWith("org.conscrypt.");
        Library library = frames.library(className);
        isBodyStreamed |= library != null && library.streamsBodies();
        isReadOnDemand |= library != null && library.readsOnDemand();
        isPooled |= library != null && !library.poolFields().isEmpty();
    }

    /** Whether TLS is on one of them. */
    boolean isTls() {
        return isTls;
    }

    /** Whether a client is on one of them that reads no more of an answer than the application takes. */
    boolean isReadOnDemand() {
        return isReadOnDemand;
    }

    /** Whether a library is on one of them whose pool can be asked. */
    boolean isPooled() {
        return isPooled;
    }

    /** Whether a client is on one of them that leaves the rest of an answer to the application to read. */
    boolean isBodyStreamed() {
        return isBodyStreamed;
    }
}
