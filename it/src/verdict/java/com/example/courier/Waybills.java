/*
 * library: edtFTPj, login that is refused
 * libraries: edtftpj-1.5
 * jdk: 8
 * leak: NEVER_CLOSED x3
 */
package com.example.courier;

import com.enterprisedt.net.ftp.FTPClient;
import com.enterprisedt.net.ftp.FTPException;
import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;

/** Quits when a file was fetched, but not when the login has failed. After mar10/pyftpsync#15. */
public final class Waybills {
    private static final Collection<FTPClient> CLIENTS = new ArrayList<>();

    private Waybills() {}

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of((in, out) -> {
            out.write("220 ready\r\n".getBytes("US-ASCII"));
            out.flush();
            for (String command = Peer.line(in); command != null; command = Peer.line(in)) {
                String answer = command.startsWith("USER") ? "331 password?\r\n" : "530 not logged in\r\n";
                out.write(answer.getBytes("US-ASCII"));
                out.flush();
            }
        });
        for (int i = 0; i < 3; i++) {
            try {
                fetch(server.port());
            } catch (FTPException e) {
                System.out.println("later: " + e.getMessage());
            }
        }
        server.leave();
        Stage.hold();
    }

    private static void fetch(int port) throws IOException, FTPException {
        FTPClient ftp = new FTPClient();
        CLIENTS.add(ftp);
        ftp.setRemoteHost("127.0.0.1");
        ftp.setRemotePort(port);
        ftp.connect(); // look here
        ftp.login("anna", "secret");
        ftp.get("waybills.csv", "waybills.csv");
        ftp.quit();
    }
}
