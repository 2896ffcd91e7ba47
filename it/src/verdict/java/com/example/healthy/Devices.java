/*
 * library: sshj 0.39, healthy: clients that disconnect, and one that stays
 * libraries: sshj-0.39
 * healthy
 */
package com.example.healthy;

import com.example.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** Opens sessions on a device. */
public final class Devices {
    private Devices() {}

    public static void main(String[] args) throws Exception {
        SshServer device = SshServer.setUpDefaultServer();
        device.setHost("127.0.0.1");
        device.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(
                Files.createTempDirectory("device").resolve("key")));
        device.setPasswordAuthenticator((user, password, session) -> true);
        device.start();
        try (SSHClient staying = client(device.getPort())) {
            for (long end = System.nanoTime() + 6_000_000_000L; System.nanoTime() < end; Thread.sleep(300)) {
                try (SSHClient client = client(device.getPort())) {
                    client.startSession().close();
                }
            }
            staying.startSession().close();
            Stage.hold();
        }
    }

    private static SSHClient client(int port) throws IOException {
        SSHClient client = new SSHClient();
        client.addHostKeyVerifier(new PromiscuousVerifier());
        client.connect("127.0.0.1", port);
        client.authPassword("admin", "secret");
        return client;
    }
}
