/*
 * library: Spark Java, stream whose other end writes nothing
 * libraries: spark-2.9
 * leak: STUCK x3
 * handler: Timetable.next
 * jdk: 8
 */
package com.example.yard;

import com.example.stage.Clients;
import com.example.stage.Stage;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import spark.Request;
import spark.Response;
import spark.Service;

/** Streams the next trains as they are announced; none is. After perwendel/spark#549: Spark copies the stream itself. */
public final class Timetable {
    private final Queue<PipedOutputStream> passengers = new ConcurrentLinkedQueue<>();

    private Timetable() {}

    public static void main(String[] args) throws Exception {
        Timetable timetable = new Timetable();
        Service http = Service.ignite().ipAddress("127.0.0.1").port(0);
        http.get("/next", timetable::next);
        http.awaitInitialization();
        Clients.speakAndLeave(3, http.port(), Clients.get("/next"));
        Stage.hold();
    }

    private Object next(Request request, Response response) throws IOException {
        PipedOutputStream passenger = new PipedOutputStream();
        passengers.add(passenger);
        return new PipedInputStream(passenger); // look here
    }
}
