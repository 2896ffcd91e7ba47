/*
 * library: reader that goes on after the end of the stream
 * leak: END_OF_STREAM_IGNORED x3
 * run: JDK 8 class path
 * jdk: 8
 * arguments: platform
 * run: virtual threads
 * jdk: 21
 * arguments: virtual
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.concurrent.Executor;

/** Takes null for "no alarm yet". */
public final class AlarmReader {
    private AlarmReader() {}

    public static void main(String[] args) throws Exception {
        Peer panel = Peer.of(Peer.lines("ALARM\n", ""));
        Executor threads = args[0].equals("virtual") ? virtual() : Peer::start;
        for (int i = 0; i < 3; i++) {
            Socket socket = new Socket("127.0.0.1", panel.port());
            threads.execute(() -> read(socket));
        }
        Peer.pause(700);
        panel.leave();
        Stage.hold();
    }

    /** Not there on the JDK that this is compiled for. */
    private static Executor virtual() throws ReflectiveOperationException {
        return (Executor) Class.forName("java.util.concurrent.Executors")
                .getMethod("newVirtualThreadPerTaskExecutor")
                .invoke(null);
    }

    private static void read(Socket socket) {
        try {
            BufferedReader alarms = new BufferedReader(new InputStreamReader(socket.getInputStream(), "US-ASCII"));
            while (true) {
                String alarm = alarms.readLine(); // look here
                if (alarm == null) {
                    Peer.pause(200);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
