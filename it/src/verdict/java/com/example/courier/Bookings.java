/*
 * library: ObjectInputStream over a socket, EOFException that ends the reader only
 * jdk: 8
 * leak: END_OF_STREAM_IGNORED x3
 */
package com.example.courier;

import com.example.stage.Peer;
import com.example.stage.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A connection for each office, with a thread that reads the answers. When an office hangs up the thread ends and the connection stays
 * in the map. After rdiachenko/jlv#19 and basho/riak-java-client#121.
 */
public final class Bookings implements Runnable {
    private static final Map<String, Bookings> OFFICES = new ConcurrentHashMap<>();

    private final BlockingQueue<Object> answers = new ArrayBlockingQueue<>(10);
    private final ObjectOutputStream out;
    private final ObjectInputStream in;

    private Bookings(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        out = new ObjectOutputStream(socket.getOutputStream());
        out.flush();
        in = new ObjectInputStream(socket.getInputStream());
    }

    public static void main(String[] args) throws Exception {
        Peer office = Peer.of(Bookings::office);
        for (int i = 0; i < 3; i++) {
            Bookings bookings = new Bookings(office.port());
            OFFICES.put("office " + i, bookings);
            Thread reader = new Thread(bookings, "answers of office " + i);
            reader.setDaemon(true);
            reader.start();
            System.out.println(bookings.ask("seat " + i));
        }
        Peer.pause(500);
        office.leave();
        Stage.hold();
    }

    private Object ask(Object question) throws IOException, InterruptedException {
        out.writeObject(question);
        out.flush();
        return answers.poll(5, TimeUnit.SECONDS);
    }

    @Override
    public void run() {
        try {
            while (true) {
                answers.add(in.readObject()); // look here
            }
        } catch (EOFException e) {
            System.out.println("the office has hung up");
        } catch (IOException | ClassNotFoundException e) {
            System.out.println("no more answers: " + e);
        }
    }

    private static void office(InputStream in, OutputStream out) throws IOException {
        ObjectOutputStream answers = new ObjectOutputStream(out);
        answers.flush();
        ObjectInputStream questions = new ObjectInputStream(in);
        try {
            while (true) {
                answers.writeObject("yes, " + questions.readObject());
                answers.flush();
            }
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }
}
