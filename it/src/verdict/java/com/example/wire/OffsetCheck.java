/*
 * library: Kafka's old consumer, never closed
 * libraries: kafka-0.8
 * jdk: 8
 * leak: NEVER_CLOSED x3
 * names: kafka.javaapi.consumer.SimpleConsumer#close
 */
package com.example.wire;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kafka.javaapi.TopicMetadataRequest;
import kafka.javaapi.consumer.SimpleConsumer;

/** Asks a broker for its topics, with a consumer for each question. */
public final class OffsetCheck {
    private static final List<SimpleConsumer> CONSUMERS = new ArrayList<>();

    private OffsetCheck() {}

    public static void main(String[] args) throws IOException {
        Peer broker = Peer.of((in, out) -> {
            DataInputStream requests = new DataInputStream(in);
            for (int length = requests.readInt(); ; length = requests.readInt()) {
                requests.readFully(new byte[length]);
                DataOutputStream answer = new DataOutputStream(out);
                answer.writeInt(12);
                answer.writeInt(0);
                answer.writeInt(0);
                answer.writeInt(0);
                answer.flush();
            }
        });
        for (int i = 0; i < 3; i++) {
            topics(broker.port());
        }
        broker.leave();
        Stage.hold();
    }

    private static int topics(int port) {
        SimpleConsumer consumer = new SimpleConsumer("127.0.0.1", port, 10_000, 64 * 1024, "check");
        CONSUMERS.add(consumer);
        return consumer.send(new TopicMetadataRequest(Collections.singletonList("orders"))) // look here
                .topicsMetadata()
                .size();
    }
}
