package io.closewait.core.jfr.events;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.closewait.core.code.Frames;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.OpenOrigin;
import io.closewait.core.diagnose.OpenSocket;
import io.closewait.core.diagnose.Report;
import io.closewait.core.jfr.LeakRecorder;
import io.closewait.core.registry.SocketRecord;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Writes the events. The detector's thread, which must be quick, begins and ends them; a verdict looks at threads, so the
 * reporter's thread gives it and commits them.
 */
public final class FlightRecorderEvents implements LeakRecorder, FlightRecorderListener {
    private final Frames frames;
    private final EventType peerClosed;
    private final EventType leak;
    private final EventType details;
    private final EventType closed;
    private final EventType openOrigin;
    /** Events that begin with the peer's end and that nobody may ever end: as long as their sockets live. */
    private final Map<SocketRecord, LeakEvent> begunLeaks = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<SocketRecord, ClosedEvent> begunCloses = Collections.synchronizedMap(new WeakHashMap<>());
    /** Leaks that wait for their verdict: never more than there are leaking sockets. */
    @GuardedBy("leaks")
    private final Map<SocketRecord, LeakEvent> leaks = new LinkedHashMap<>();

    private volatile boolean hasRecordingBegun = true;
    /** A recording runs, and events are written to it, a moment before its listeners hear of it. */
    private final Set<Long> knownRecordings = ConcurrentHashMap.newKeySet();

    /** Called once Flight Recorder is initialised. */
    public FlightRecorderEvents(Frames frames) {
        this.frames = frames;
        FlightRecorder.register(PeerClosedEvent.class);
        FlightRecorder.register(LeakEvent.class);
        FlightRecorder.register(LeakDetailsEvent.class);
        FlightRecorder.register(ClosedEvent.class);
        FlightRecorder.register(OpenOriginEvent.class);
        peerClosed = EventType.getEventType(PeerClosedEvent.class);
        leak = EventType.getEventType(LeakEvent.class);
        details = EventType.getEventType(LeakDetailsEvent.class);
        closed = EventType.getEventType(ClosedEvent.class);
        openOrigin = EventType.getEventType(OpenOriginEvent.class);
        FlightRecorder.addListener(this);
        for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
            recordingStateChanged(recording);
        }
    }

    /** Called by the thread that starts the recording, which may be the application's. */
    @Override
    public void recordingStateChanged(Recording recording) {
        if (recording.getState() == RecordingState.RUNNING && knownRecordings.add(recording.getId())) {
            hasRecordingBegun = true;
        }
    }

    @Override
    public void peerClosed(SocketRecord record) {
        if (peerClosed.isEnabled()) {
            PeerClosedEvent event = new PeerClosedEvent();
            event.fill(record, frames);
            event.commit();
        }
        begin(leak, begunLeaks, record, LeakEvent::new);
        begin(closed, begunCloses, record, ClosedEvent::new);
    }

    private static <E extends Event> void begin(
            EventType type, Map<SocketRecord, E> begun, SocketRecord record, Supplier<E> newEvent) {
        if (type.isEnabled()) {
            E event = newEvent.get();
            event.begin();
            begun.put(record, event);
        }
    }

    @Override
    public void leaked(SocketRecord record) {
        if (leak.isEnabled() || details.isEnabled()) {
            LeakEvent event = begun(begunLeaks, record, LeakEvent::new);
            event.end();
            synchronized (leaks) {
                leaks.put(record, event);
            }
        }
    }

    @Override
    public void leakEnded(SocketRecord record) {
        if (closed.isEnabled()) {
            ClosedEvent event = begun(begunCloses, record, ClosedEvent::new);
            event.fill(record, frames);
            event.commit();
        }
    }

    /** A recording that began after the peer's end has no beginning of the event. */
    private static <E extends Event> E begun(Map<SocketRecord, E> begun, SocketRecord record, Supplier<E> newEvent) {
        E event = begun.remove(record);
        return event == null ? newEvent.get() : event;
    }

    @Override
    public void published(Report report) {
        if (!openOrigin.isEnabled() || !(report.areDescriptorsShort() || !report.open.growing.isEmpty())) {
            return;
        }
        for (OpenOrigin origin : report.open.all) {
            OpenOriginEvent event = new OpenOriginEvent();
            event.fill(origin, frames);
            event.commit();
        }
    }

    @Override
    public void write(Diagnosis diagnosis, Collection<SocketRecord> allPeerClosed) {
        Map<SocketRecord, LeakEvent> events;
        synchronized (leaks) {
            events = new LinkedHashMap<>(leaks);
            leaks.clear();
        }
        if (!leak.isEnabled() && !details.isEnabled()) {
            return;
        }
        Set<SocketRecord> records = new LinkedHashSet<>(events.keySet());
        if (hasRecordingBegun) {
            hasRecordingBegun = false;
            allPeerClosed.stream()
                    .filter(record -> record.isLeaked() && !record.isClosed())
                    .forEach(records::add);
        }
        long now = System.nanoTime();
        for (OpenSocket socket : diagnosis.judged(records)) {
            LeakEvent event = events.getOrDefault(socket.record, new LeakEvent());
            event.fill(socket, frames);
            event.commit();
            if (details.isEnabled()) {
                LeakDetailsEvent facts = new LeakDetailsEvent();
                facts.fill(socket, frames, now);
                facts.commit();
            }
        }
    }
}
