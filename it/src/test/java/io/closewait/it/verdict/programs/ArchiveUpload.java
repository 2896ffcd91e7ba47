package io.closewait.it.verdict.programs;

import io.closewait.it.verdict.peer.LeavingServer;
import java.io.IOException;
import org.apache.commons.net.ftp.FTPClient;

/** Logs in to an FTP server with Commons Net; where the login is refused it returns without disconnecting. */
public final class ArchiveUpload {
    private ArchiveUpload() {}

    public static void main(String[] args) throws IOException {
        LeavingServer archive = LeavingServer.greetingAndAnswering("220 ready\r\n", "530 not logged in\r\n");
        for (int i = 0; i < 3; i++) {
            if (upload(archive.port())) {
                throw new IOException("let in");
            }
        }
        Stage.hold();
    }

    private static boolean upload(int port) throws IOException {
        FTPClient ftp = new FTPClient();
        ftp.connect("127.0.0.1", port); // look here
        if (!ftp.login("anonymous", "guest")) {
            return false;
        }
        ftp.disconnect();
        return true;
    }
}
