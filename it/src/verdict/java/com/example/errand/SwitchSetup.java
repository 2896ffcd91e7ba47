/*
 * library: Commons Net Telnet client, never disconnected
 * jdk: 8
 * leak: END_OF_STREAM_IGNORED|NEVER_CLOSED x3
 * hint: (?i)disconnect|close
 * run: 3.13.0
 * libraries: commons-net-3.13
 */
package com.example.errand;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import org.apache.commons.net.telnet.TelnetClient;

/** Sends one command to each switch, which hangs up after it. */
public final class SwitchSetup {
    private static final Collection<TelnetClient> DONE = new ArrayList<>();

    private SwitchSetup() {}

    public static void main(String[] args) throws IOException {
        Peer network = Peer.of(Peer.lines("switch> ", "done\r\n"));
        for (int i = 0; i < 3; i++) {
            setUp(network.port());
        }
        Peer.pause(300);
        network.leave();
        Stage.hold();
    }

    private static void setUp(int port) throws IOException {
        TelnetClient telnet = new TelnetClient();
        telnet.connect("127.0.0.1", port); // look here
        telnet.getOutputStream().write("vlan 7\r\n".getBytes("US-ASCII"));
        telnet.getOutputStream().flush(); // look here
        for (int c = telnet.getInputStream().read();
                c != 'd';
                c = telnet.getInputStream().read()) { // look here
            // the greeting
        }
        DONE.add(telnet);
    }
}
