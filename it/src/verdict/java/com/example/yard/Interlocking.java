/*
 * library: Grizzly, filter of a TCP server that suspends and is never resumed
 * leak: REQUEST_NEVER_COMPLETED|READING_PAUSED x3
 * handler: Interlocking.handleRead
 * run: 2.4
 * libraries: grizzly-2.4
 * jdk: 8
 * run: 4.0
 * libraries: grizzly-4.0
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;

/** Suspends a request until its route is locked; nobody locks it. After eclipse-ee4j/openmq#340. */
public final class Interlocking extends BaseFilter {
    private final Queue<FilterChainContext> requests = new ConcurrentLinkedQueue<>();

    private Interlocking() {}

    public static void main(String[] args) throws Exception {
        TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance().build();
        transport.setProcessor(FilterChainBuilder.stateless()
                .add(new TransportFilter())
                .add(new Interlocking())
                .build());
        TCPNIOServerConnection listener = transport.bind("127.0.0.1", 0);
        transport.start();
        Clients.speakAndLeave(3, ((java.net.InetSocketAddress) listener.getLocalAddress()).getPort(), "route 3\n");
        Stage.hold();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        context.suspend(); // look here
        requests.add(context);
        return context.getSuspendAction();
    }
}
