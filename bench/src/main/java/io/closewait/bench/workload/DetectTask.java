package io.closewait.bench.workload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Holds connections to {@link PeersTask} and sees when the agent shows that a peer has left. */
final class DetectTask implements Task {
    private static final long LOOK_AGAIN_NANOS = 100_000;
    /** The acceptor of the peers may see connections in a slightly other order than they were made in. */
    private static final int LOOK_AHEAD = 200;

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final List<SocketChannel> held = new ArrayList<>();
    private List<Object> open = List.of();
    private int total;
    private List<Place> places = List.of(new Place00000());

    @Override
    public Map<String, Double> run(Request request) throws Exception {
        return switch (request.text("what")) {
            case "places" -> places(request.number("count"), request.number("classes"));
            case "connect" -> connect(request.number("count"), request.number("port"));
            case "settle" -> settle();
            case "release" -> release();
            case "total" -> total();
            case "awaitTotal" -> awaitTotal();
            default -> await(request.number("count"));
        };
    }

    /** From now on, so many places in the code connect, in turn. */
    private Map<String, Double> places(int count, int classes) throws Exception {
        places = PlaceCopies.of(count, classes);
        return Map.of("places", (double) places.size());
    }

    private Map<String, Double> connect(int count, int port) throws Exception {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        while (held.size() < count) {
            held.add(places.get(held.size() % places.size()).open(peer));
        }
        return Map.of("sockets", (double) held.size());
    }

    private Map<String, Double> release() throws IOException {
        for (SocketChannel channel : held) {
            channel.close();
        }
        held.clear();
        return Map.of("sockets", 0.0);
    }

    /** Waits until the agent watches all of them. */
    private Map<String, Double> settle() throws Exception {
        Object table = AgentView.table();
        List<Object> records = new ArrayList<>();
        for (int number = 0; records.size() < held.size(); number++) {
            if (number > 100_000) {
                throw new IllegalStateException("the agent knows " + records.size() + " of " + held.size());
            }
            Object record = AgentView.record(table, number);
            if (record != null) {
                while (!Boolean.TRUE.equals(AgentView.call(record, "isWatched"))) {
                    Thread.sleep(10);
                }
                records.add(record);
            }
        }
        open = records;
        return Map.of("sockets", (double) records.size());
    }

    /** Notes how many peers have left by the MXBean. */
    private Map<String, Double> total() throws Exception {
        total = ReportTask.total("PeerClosed");
        return Map.of("total", (double) total);
    }

    /** Waits until there are more by the MXBean than were noted; answers with that moment. */
    private Map<String, Double> awaitTotal() throws Exception {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (ReportTask.total("PeerClosed") <= total) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("the MXBean does not count it");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return Map.of("seen", (double) System.nanoTime());
    }

    /**
     * Waits until so many more peers are seen to have left; answers with the moment of each, by our port. Peers leave in the
     * order in which they came, so only the next few are looked at: an observer that is busy would take the processor away from
     * what it observes.
     */
    @SuppressWarnings("JdkObsolete") // takes records out near the head of a long list
    private Map<String, Double> await(int count) throws Exception {
        Map<Object, Long> seen = new HashMap<>();
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        List<Object> still = new LinkedList<>(open);
        while (seen.size() < count && System.nanoTime() < giveUp) {
            int stillOpen = 0;
            for (Iterator<Object> all = still.iterator(); all.hasNext() && stillOpen < LOOK_AHEAD; ) {
                Object record = all.next();
                if (AgentView.peerState(record).name().equals("OPEN")) {
                    stillOpen++;
                } else {
                    seen.put(record, System.nanoTime());
                    all.remove();
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        open = new ArrayList<>(still);
        Map<String, Double> answer = new HashMap<>();
        seen.forEach((record, time) -> {
            Object endpoints = Objects.requireNonNull(AgentView.call(record, "endpoints"));
            answer.put(String.valueOf(AgentView.call(endpoints, "localPort")), (double) time);
        });
        return answer;
    }
}
