/*
 * library: Socket, whose reading thread has died of an exception
 * jdk: 8
 * leak: NEVER_CLOSED x3
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Reads weights; a line that is no number ends the thread, and nobody reads or closes any more. After slaclab/datacat#21. */
public final class Scales implements Runnable {
    private static final List<Scales> ALL = new ArrayList<>();

    private final Socket socket;
    private volatile int weight;

    private Scales(int port) throws IOException {
        socket = new Socket("127.0.0.1", port); // look here
    }

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of((in, out) -> {
            out.write("12\n14\nerror: overload\n15\n".getBytes("US-ASCII"));
            out.flush();
        });
        for (int i = 0; i < 3; i++) {
            Scales scales = new Scales(server.port()); // look here
            ALL.add(scales);
            Thread reader = new Thread(scales, "scales " + i);
            reader.setDaemon(true);
            reader.setUncaughtExceptionHandler((thread, e) -> System.out.println(thread.getName() + ": " + e));
            reader.start();
        }
        Peer.pause(1000);
        server.leave();
        Stage.hold();
    }

    @Override
    public void run() {
        try {
            for (String line = Peer.line(socket.getInputStream());
                    line != null;
                    line = Peer.line(socket.getInputStream())) { // look here
                weight = Integer.parseInt(line);
            }
            socket.close();
        } catch (IOException e) {
            System.out.println("after " + weight + ": " + e);
        }
    }
}
