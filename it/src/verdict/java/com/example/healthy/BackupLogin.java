/*
 * library: JSch, refused login, which it cleans up after
 * jdk: 8
 * healthy
 * run: 0.1.55
 * libraries: jsch-0.1
 * run: the fork, 0.2.25
 * libraries: jsch-0.2
 */
package com.example.healthy;

import com.example.stage.Peer;
import com.example.stage.Stage;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The port answers, but not with SSH. The application forgets to disconnect; the library does it. */
public final class BackupLogin {
    private static final List<Session> FAILED = new ArrayList<>();

    private BackupLogin() {}

    public static void main(String[] args) throws IOException, JSchException {
        Peer host = Peer.of(Peer.lines("SSH-1.0-ancient\r\n", ""));
        for (int i = 0; i < 3; i++) {
            login(host.port());
        }
        host.leave();
        Peer.pause(7000);
        Stage.hold();
    }

    private static void login(int port) throws JSchException {
        Session session = new JSch().getSession("backup", "127.0.0.1", port);
        try {
            session.connect();
        } catch (JSchException refused) {
            FAILED.add(session);
        }
    }
}
