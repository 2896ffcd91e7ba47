/*
 * library: Apache HttpCore 4.4 server, handler that waits for a task of another pool
 * libraries: httpclient-4.5
 * jdk: 8
 * leak: STUCK x3
 */
package com.example.harbor;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.bootstrap.HttpServer;
import org.apache.http.impl.bootstrap.ServerBootstrap;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestHandler;

/** Each request needs a pilot; the only one is out with a ship that waits for him. After nmondal/cowj#103. */
public final class Pilots implements HttpRequestHandler {
    private final ExecutorService pilots = Executors.newSingleThreadExecutor();
    private final CountDownLatch back = new CountDownLatch(1);

    private Pilots() {}

    public static void main(String[] args) throws Exception {
        Pilots office = new Pilots();
        office.pilots.execute(office::out);
        HttpServer server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .registerHandler("*", office)
                .create();
        server.start();
        Clients.speakAndLeave(3, server.getLocalPort(), Clients.get("/pilot"));
        Stage.hold();
    }

    private void out() {
        try {
            back.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void handle(HttpRequest request, HttpResponse response, HttpContext context) throws HttpException {
        try {
            String name = pilots.submit(() -> "Jonas").get(); // look here
            response.setEntity(new StringEntity(name, "UTF-8"));
        } catch (InterruptedException | ExecutionException e) {
            throw new HttpException("no pilot", e);
        }
    }
}
