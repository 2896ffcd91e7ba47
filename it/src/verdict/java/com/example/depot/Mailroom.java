/*
 * library: SubEtha SMTP, message handler that waits for a process
 * libraries: subethasmtp-3.1
 * leak: STUCK x3
 * jdk: 9
 */
package com.example.depot;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** Gives each message to a scanner in a process of its own, which hangs. */
public final class Mailroom implements MessageHandler {
    private Mailroom() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        SMTPServer server = new SMTPServer(context -> new Mailroom());
        server.setBindAddress(InetAddress.getLoopbackAddress());
        server.setPort(port);
        server.start();
        Clients.connect(3, port)
                .hear("\r\n")
                .say("HELO here\r\n")
                .hear("\r\n")
                .say("MAIL FROM:<a@example.com>\r\n")
                .hear("\r\n")
                .say("RCPT TO:<b@example.com>\r\n")
                .hear("\r\n")
                .say("DATA\r\n")
                .hear("\r\n")
                .say("Hello\r\n.\r\n")
                .stay()
                .leave();
        Stage.hold();
    }

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) {}

    @Override
    public void data(InputStream message) throws IOException {
        while (message.read() >= 0) {
            // the message
        }
        Process scanner = new ProcessBuilder("sleep", "100").start();
        try {
            scanner.waitFor(); // look here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void done() {}
}
