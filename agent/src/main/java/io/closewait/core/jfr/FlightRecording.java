package io.closewait.core.jfr;

import io.closewait.core.code.Frames;
import io.closewait.core.detect.LeakListener;
import io.closewait.core.diagnose.Diagnosis;
import io.closewait.core.diagnose.Report;
import io.closewait.core.registry.SocketRecord;
import java.lang.instrument.Instrumentation;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Events in the JDK's Flight Recorder, as soon as the application uses it. Until then a turn in a socket's life costs the
 * read of one field, and no class of Flight Recorder is loaded or initialised on the agent's behalf.
 */
public final class FlightRecording implements LeakListener {
    private static final String IMPLEMENTATION = "io.closewait.core.jfr.events.FlightRecorderEvents";
    private static final String FLIGHT_RECORDER = "jdk.jfr.FlightRecorder";

    private final FlightRecorderUse use;
    private final Logger log;
    private volatile @Nullable LeakRecorder recorder;
    private volatile boolean isOver;

    public FlightRecording(Instrumentation instrumentation, Logger log) {
        this.use = new FlightRecorderUse(instrumentation);
        this.log = log;
    }

    /** Begins to wait for Flight Recorder. Called by the reporter's thread, as all that follows but the listener's part. */
    public void start() {
        // Found as a resource, not as a class: that would load it.
        ClassLoader loader = FlightRecording.class.getClassLoader();
        if (loader.getResource(FLIGHT_RECORDER.replace('.', '/') + ".class") == null) {
            isOver = true;
            log.info("closewait: no events in recordings: this JVM has no Flight Recorder (module jdk.jfr)");
        } else {
            use.watch();
        }
    }

    /** Called about once a second. */
    public void write(Diagnosis diagnosis, Collection<SocketRecord> peerClosed) {
        if (recorder == null && !isOver && use.isNoticed()) {
            connect(diagnosis.frames());
        }
        LeakRecorder current = recorder;
        if (current != null) {
            try {
                current.write(diagnosis, peerClosed);
            } catch (RuntimeException | LinkageError e) {
                failed(e);
            }
        }
    }

    /** A report was published. */
    public void published(Report report) {
        LeakRecorder current = recorder;
        if (current != null) {
            try {
                current.published(report);
            } catch (RuntimeException | LinkageError e) {
                failed(e);
            }
        }
    }

    /** Whether a recording may want events. Safe to ask from any thread. */
    public boolean isExpected() {
        return recorder != null || (!isOver && use.isNoticed());
    }

    private void connect(Frames frames) {
        try {
            boolean isInitialized = (boolean)
                    Class.forName(FLIGHT_RECORDER).getMethod("isInitialized").invoke(null);
            if (isInitialized) {
                use.end();
                recorder = Class.forName(IMPLEMENTATION)
                        .asSubclass(LeakRecorder.class)
                        .getConstructor(Frames.class)
                        .newInstance(frames);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    /** No event is written any more. */
    public void end() {
        isOver = true;
        recorder = null;
        use.end();
    }

    private void failed(Throwable e) {
        end();
        log.info("closewait: no events in recordings ({})", (e.getCause() == null ? e : e.getCause()).toString());
    }

    @Override
    public void peerClosed(SocketRecord record) {
        LeakRecorder current = recorder;
        if (current != null) {
            current.peerClosed(record);
        }
    }

    @Override
    public void leaked(SocketRecord record) {
        LeakRecorder current = recorder;
        if (current != null) {
            current.leaked(record);
        }
    }

    @Override
    public void leakEnded(SocketRecord record) {
        LeakRecorder current = recorder;
        if (current != null) {
            current.leakEnded(record);
        }
    }
}
