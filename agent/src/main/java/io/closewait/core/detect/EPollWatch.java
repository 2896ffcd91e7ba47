package io.closewait.core.detect;

import io.closewait.core.jdk.Descriptors;
import io.closewait.core.jdk.EPoll;
import io.closewait.hooks.SocketKind;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The kernel says when a FIN arrives; nothing runs in between, however many sockets are open. */
final class EPollWatch implements PeerWatch {
    private final EPoll epoll = EPoll.open();

    /** A socket that is there only to end a wait. */
    private @Nullable SocketChannel unconnected;

    EPollWatch() throws IOException {}

    @Override
    public String name() {
        return "epoll";
    }

    @Override
    public void watch(int number) {
        epoll.watch(number);
    }

    @Override
    public void watchForEnd(int number) {
        epoll.watchForEnd(number);
    }

    @Override
    public int await(int timeoutMillis) throws IOException {
        return epoll.await(timeoutMillis);
    }

    @Override
    public int number(int index) {
        return epoll.number(index);
    }

    /**
     * A JVM that ends waits up to 300 ms for threads in native code ({@code VM_Exit::wait_for_threads_in_native_to_block}, JDK 8
     * to 25), where the detector's thread is whenever it waits.
     */
    @Override
    public void endWait() {
        try {
            if (unconnected == null) {
                unconnected = SocketChannel.open();
                epoll.watch(Descriptors.number(unconnected, SocketKind.CHANNEL)); // an event at once
            }
        } catch (Throwable noDescriptorLeft) {
            // the wait ends by itself
        }
    }

    @Override
    public void close() {
        epoll.close();
        if (unconnected != null) {
            try {
                unconnected.close();
            } catch (IOException closedAnyway) {
                // it was never connected
            }
        }
    }
}
