package io.closewait.core;

import io.closewait.core.registry.AgentThread;
import io.closewait.core.registry.AgentThread.Event;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.EnumSet;
import java.util.Set;

/**
 * Proves that the hooks fire: one connection of the agent's own over loopback, which no report shows. Runs on an
 * {@link AgentThread}, which keeps what the hooks told.
 */
final class SelfTest {
    private SelfTest() {}

    /**
     * The events that did not arrive; empty if all is well.
     *
     * @throws IOException if there is no loopback to connect over: then nothing is proved, for or against
     */
    static Set<Event> missing(AgentThread thread) throws IOException {
        SelectorProvider provider = jdkProvider();
        try (ServerSocketChannel server = provider.openServerSocketChannel()) {
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 1);
            try (SocketChannel client = provider.openSocketChannel()) {
                client.connect(server.getLocalAddress());
                SocketChannel accepted = server.accept();
                client.shutdownOutput();
                accepted.read(ByteBuffer.allocate(1));
                accepted.close();
            }
        }
        Set<Event> missing = EnumSet.allOf(Event.class);
        missing.removeAll(thread.seen());
        return missing;
    }

    /** The JDK's own provider, whatever the application names in {@code java.nio.channels.spi.SelectorProvider}. */
    private static SelectorProvider jdkProvider() throws IOException {
        for (String factory : new String[] {"get", "create"}) { // create: up to JDK 10
            try {
                Method method =
                        Class.forName("sun.nio.ch.DefaultSelectorProvider").getDeclaredMethod(factory);
                method.setAccessible(true);
                return (SelectorProvider) method.invoke(null);
            } catch (ReflectiveOperationException tryTheOther) {
                // as JDKs differ
            }
        }
        throw new IOException("the JDK's selector provider is not where it was expected");
    }
}
