/*
 * library: log4j 1.2 SocketAppender, nothing to log after the server has left
 * libraries: log4j-1.2
 * jdk: 8
 * leak: NEVER_CLOSED x1
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import org.apache.log4j.Logger;
import org.apache.log4j.net.SocketAppender;

/** The appender only writes: it does not see that the log server is gone until there is something to say. */
public final class AuditLog {
    private AuditLog() {}

    public static void main(String[] args) throws IOException {
        Peer server = Peer.of((in, out) -> {
            while (in.read() >= 0) {
                // an event
            }
        });
        SocketAppender appender = new SocketAppender("127.0.0.1", server.port()); // look here
        Logger.getRootLogger().addAppender(appender);
        Logger.getLogger(AuditLog.class).warn("started");
        Peer.pause(500);
        server.leave();
        Stage.hold();
    }
}
