/*
 * library: Commons Net FTP client, not disconnected when the server refuses
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * names: org.apache.commons.net.ftp.FTPClient#disconnect
 * run: 3.13.0
 * libraries: commons-net-3.13
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;

/** Looks at the reply of the connect, and goes away from a server that is full. */
public final class UploadDesk {
    private static final List<FTPClient> REFUSED = new ArrayList<>();

    private UploadDesk() {}

    public static void main(String[] args) throws IOException {
        Peer server = Peer.of(Peer.lines("421 too many users\r\n", ""));
        for (int i = 0; i < 3; i++) {
            connect(server.port());
        }
        server.leave();
        Stage.hold();
    }

    private static void connect(int port) throws IOException {
        FTPClient ftp = new FTPClient();
        ftp.setDefaultPort(port);
        try {
            ftp.connect("127.0.0.1"); // look here
        } catch (IOException full) {
            // newer ones throw, with the connection open
        }
        if (!FTPReply.isPositiveCompletion(ftp.getReplyCode())) {
            REFUSED.add(ftp);
        }
    }
}
