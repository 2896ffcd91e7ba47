/*
 * library: ActiveMQ 5, plug-in of the broker that waits
 * libraries: activemq-5
 * leak: STUCK x3
 * jdk: 11
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.command.ConnectionInfo;

/** Lets radios in when the list of licences has been loaded, which has failed. */
public final class Radio {
    private static final class Licences extends BrokerFilter {
        private final CountDownLatch loaded = new CountDownLatch(1);

        Licences(Broker next) {
            super(next);
        }

        @Override
        public void addConnection(ConnectionContext context, ConnectionInfo info) throws Exception {
            loaded.await(); // look here
            super.addConnection(context, info);
        }
    }

    private Radio() {}

    public static void main(String[] args) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setAdvisorySupport(false);
        broker.setPlugins(new BrokerPlugin[] {Licences::new});
        TransportConnector connector = broker.addConnector("stomp://127.0.0.1:0");
        broker.start();
        Clients.speakAndLeave(3, connector.getConnectUri().getPort(), "CONNECT\naccept-version:1.1\nhost:yard\n\n\0\n");
        Stage.hold();
    }
}
