/*
 * library: Paho MQTT, messageArrived that waits for a lock
 * libraries: paho-1.2
 * jdk: 8
 * leak: STUCK x3
 * known-wrong: VERDICT PLACES
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * Three clients whose messages are written into one log, which somebody keeps locked. The thread that reads waits for the one that
 * calls back, once ten messages are queued. After eclipse-paho/paho.mqtt.java#31. The reader is in none of the application's
 * methods, and what it has not read may be a farewell. So it is known to be stuck only if the stack of the first use is that of the
 * thread that writes, which loses a race now and then.
 */
public final class Thermostat implements MqttCallback {
    private static final Object LOG = new Object();
    private static final int SUBSCRIBE = 0x82;
    private static final byte[] MESSAGE = {0x30, 6, 0, 2, 't', '1', '2', '1'};

    private Thermostat() {}

    public static void main(String[] args) throws Exception {
        Peer broker = Peer.of(Thermostat::broker);
        Peer.start(() -> {
            synchronized (LOG) {
                Peer.pause(600_000);
            }
        });
        Peer.pause(200);
        for (int i = 0; i < 3; i++) {
            MqttClient client =
                    new MqttClient("tcp://127.0.0.1:" + broker.port(), "thermostat" + i, new MemoryPersistence());
            client.setCallback(new Thermostat());
            client.connect();
            client.subscribe("t1");
        }
        Peer.pause(1000);
        broker.leave();
        Stage.hold();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        synchronized (LOG) { // look here
            System.out.println(topic + ": " + message); // look here
        }
    }

    @Override
    public void connectionLost(Throwable cause) {
        System.out.println("lost: " + cause);
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // it sends none
    }

    private static void broker(InputStream in, OutputStream out) throws IOException {
        packet(in);
        out.write(new byte[] {0x20, 2, 0, 0});
        out.flush();
        while (packet(in) != SUBSCRIBE) {
            // until it subscribes
        }
        out.write(new byte[] {(byte) 0x90, 3, 0, 1, 0});
        out.flush();
        Peer.pause(300);
        for (int i = 0; i < 40; i++) {
            out.write(MESSAGE);
        }
        out.flush();
    }

    /** Its first byte; the rest, which is short, is dropped. */
    private static int packet(InputStream in) throws IOException {
        int type = in.read();
        int length = in.read();
        for (int i = 0; i < length; i++) {
            in.read();
        }
        return type;
    }
}
