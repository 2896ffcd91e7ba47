/*
 * library: JSch, session whose connect failed
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * run: 0.1.55
 * libraries: jsch-0.1
 * run: the fork, 0.2.25
 * libraries: jsch-0.2
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The port answers, but not with SSH: the library does not hang up before the session is up. */
public final class BackupLogin {
    private static final List<Session> FAILED = new ArrayList<>();

    private BackupLogin() {}

    public static void main(String[] args) throws IOException, JSchException {
        Peer host = Peer.of(Peer.lines("SSH-1.0-ancient\r\n", ""));
        for (int i = 0; i < 3; i++) {
            login(host.port());
        }
        host.leave();
        Stage.hold();
    }

    private static void login(int port) throws JSchException {
        Session session = new JSch().getSession("backup", "127.0.0.1", port);
        try {
            session.connect(); // look here
        } catch (JSchException refused) {
            FAILED.add(session);
        }
    }
}
