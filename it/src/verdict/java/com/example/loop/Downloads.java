/*
 * library: async-http-client, event loop waits in the handler of an answer
 * jdk: 8
 * leak: STUCK x1
 * run: 1.9.40
 * libraries: async-http-client-1.9
 * replace: org.asynchttpclient.=com.ning.http.client.
 * run: 2.12.4
 * libraries: async-http-client-2.12
 */
package com.example.loop;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.util.concurrent.CountDownLatch;
import org.asynchttpclient.AsyncCompletionHandler;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Response;

/** One download; what is to be done with it waits on the client's own thread. */
public final class Downloads {
    private static final CountDownLatch STORED = new CountDownLatch(1);

    private Downloads() {}

    public static void main(String[] args) throws Exception {
        Peer site = Peer.of(Peer.http(200, 40, 0));
        AsyncHttpClient http = client();
        http.prepareGet(site.url("/download")).execute(new AsyncCompletionHandler<Response>() {
            @Override
            public Response onCompleted(Response response) throws Exception {
                STORED.await(); // look here
                return response;
            }
        });
        Peer.pause(1500);
        site.leave();
        Stage.hold();
    }

    /** The old one is a class, the new one an interface. */
    private static AsyncHttpClient client() throws ReflectiveOperationException {
        return AsyncHttpClient.class.isInterface()
                ? (AsyncHttpClient)
                        Class.forName(AsyncHttpClient.class.getPackage().getName() + ".DefaultAsyncHttpClient")
                                .getConstructor()
                                .newInstance()
                : AsyncHttpClient.class.getConstructor().newInstance();
    }
}
