/*
 * library: a hand-made server, responder that closes in one case of two
 * leak: NEVER_CLOSED x4
 * run: platform threads
 * run: virtual threads
 * jdk: 21
 * arguments: virtual
 */
package com.example.desk;

import com.example.stage.Clients;
import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Shows a page, or runs its tests; a test's answer goes out on another thread. After unclebob/fitnesse#341. */
public final class StoryRunner {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Executor requests;
    private final ExecutorService tests = Executors.newSingleThreadExecutor();

    private StoryRunner(Executor requests) throws IOException {
        this.requests = requests;
    }

    public static void main(String[] args) throws Exception {
        Executor requests = args.length > 0
                ? (Executor) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null)
                : Executors.newCachedThreadPool();
        StoryRunner runner = new StoryRunner(requests);
        new Thread(runner::accept, "fitnesse").start();
        Clients.talkAndLeave(2, runner.listener.getLocalPort(), Clients.get("/FrontPage"), "done");
        Clients.talkAndLeave(4, runner.listener.getLocalPort(), Clients.get("/FrontPage.MyTest?test"), "done");
        Stage.hold();
    }

    private void accept() {
        try {
            while (true) {
                Socket browser = listener.accept();
                requests.execute(() -> respond(browser));
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private void respond(Socket browser) {
        try {
            InputStream in = browser.getInputStream();
            String request = Peer.line(in); // look here
            while (!Peer.line(in).isEmpty()) {
                // headers
            }
            if (request.contains("?test")) {
                tests.execute(() -> runTest(browser));
                return;
            }
            send(browser, "page, done");
            browser.close();
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void runTest(Socket browser) {
        try {
            send(browser, "1 right, 0 wrong, done"); // look here
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    private static void send(Socket browser, String body) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
        browser.getOutputStream().write((head + body).getBytes("US-ASCII")); // look here
    }
}
