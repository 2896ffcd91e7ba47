/*
 * library: Simple 6, response that is not closed
 * libraries: simple-6
 * leak: REQUEST_NEVER_COMPLETED x3
 * handler: Pallets.handle
 * jdk: 8
 */
package com.example.depot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.simpleframework.http.Request;
import org.simpleframework.http.Response;
import org.simpleframework.http.core.Container;
import org.simpleframework.http.core.ContainerSocketProcessor;
import org.simpleframework.transport.connect.SocketConnection;

/** Keeps each response until a pallet is there. */
public final class Pallets implements Container {
    private final Collection<Response> waiting = new ConcurrentLinkedQueue<>();

    private Pallets() {}

    public static void main(String[] args) throws Exception {
        InetSocketAddress address =
                (InetSocketAddress) new SocketConnection(new ContainerSocketProcessor(new Pallets()))
                        .connect(new InetSocketAddress("127.0.0.1", 0));
        Clients.speakAndLeave(3, address.getPort(), Clients.get("/pallet"));
        Stage.hold();
    }

    @Override
    public void handle(Request request, Response response) {
        waiting.add(response); // look here
    }
}
