package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.jdk.ObjectFields;
import io.closewait.core.jdk.ThreadDetails;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.SocketRecord;
import io.closewait.core.registry.ThreadRef;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tells which threads were made for one connection, as the reading threads of clients for MQTT, WebSockets or LDAP: what such a
 * thread runs leads to that connection by a short way, and to no other. A worker of a pool leads to none. Goes by fields and calls
 * no method of the objects; bounded in depth and number. Lives as long as a report.
 */
final class ConnectionThreads {
    /** From a reader over its client, a stream and TLS to the JDK's object that holds the descriptor. */
    private static final int MAX_DEPTH = 12;

    private static final int MOST_OBJECTS = 4000;
    /** Of all threads of a report. */
    private static final int MOST_OBJECTS_OF_ALL = 200_000;

    private static final int MOST_THREADS = 500;
    private static final int MOST_ELEMENTS = 16;

    private final Frames frames;
    private final ObjectFields fields = new ObjectFields();
    private final Registry registry;
    private final IdentityHashMap<Thread, Set<Object>> found = new IdentityHashMap<>();
    private @Nullable Set<Object> owners;
    private @Nullable IdentityHashMap<Object, List<Thread>> ofOwners;
    private int objectsOfAll;

    ConnectionThreads(Registry registry, Frames frames) {
        this.registry = registry;
        this.frames = frames;
    }

    /** Whether the thread that used a connected socket last was made for it; false if that thread has ended. */
    boolean isOfItsLastUser(SocketFacts.Builder facts, SocketRecord record) {
        return !facts.accepted && facts.lastUserNow != null && isOfItsLastUser(record);
    }

    boolean isOfItsLastUser(SocketRecord record) {
        ThreadRef user = record.lastUser();
        Thread thread = user == null ? null : user.get();
        Object owner = record.get();
        return thread != null && owner != null && isFor(thread, owner);
    }

    /** The live threads that were made for a connection; empty if there are none, or too many threads to ask. */
    List<Thread> of(SocketRecord record) {
        IdentityHashMap<Object, List<Thread>> made = ofOwners;
        if (made == null) {
            made = new IdentityHashMap<>();
            List<Thread> live = ThreadDetails.live();
            for (Thread thread : live.size() <= MOST_THREADS ? live : Collections.<Thread>emptyList()) {
                Set<Object> nearest = found.computeIfAbsent(thread, this::nearest);
                if (nearest.size() == 1) {
                    made.computeIfAbsent(nearest.iterator().next(), owner -> new ArrayList<>())
                            .add(thread);
                }
            }
            ofOwners = made;
        }
        return made.getOrDefault(record.get(), Collections.emptyList());
    }

    private Set<Object> owners() {
        Set<Object> made = owners;
        if (made == null) {
            Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
            registry.table().forEach(record -> {
                Object owner = record.get();
                if (owner != null && !record.isListening()) {
                    all.add(owner);
                }
            });
            made = all;
            owners = made;
        }
        return made;
    }

    private boolean isFor(Thread thread, Object owner) {
        Set<Object> nearest = found.computeIfAbsent(thread, this::nearest);
        return nearest.size() == 1 && nearest.contains(owner);
    }

    /** The sockets that are nearest to what it runs, and those one step further. */
    private Set<Object> nearest(Thread thread) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> level = new ArrayList<>();
        add(ThreadDetails.work(thread), null, level, seen, reached);
        int furtherSteps = 1;
        for (int depth = 0; depth < MAX_DEPTH && !level.isEmpty() && furtherSteps >= 0; depth++) {
            List<Object> next = new ArrayList<>();
            for (Object object : level) {
                add(ObjectGraph.referents(object, fields, MOST_ELEMENTS), object, next, seen, reached);
            }
            furtherSteps -= reached.isEmpty() ? 0 : 1;
            level = next;
        }
        return reached;
    }

    private void add(
            Collection<Object> objects,
            @Nullable Object holder,
            List<Object> level,
            Set<Object> seen,
            Set<Object> reached) {
        for (Object object : objects) {
            if (owners().contains(object)) {
                reached.add(object);
            } else if (seen.size() < MOST_OBJECTS
                    && objectsOfAll < MOST_OBJECTS_OF_ALL
                    && leadsOn(object, holder)
                    && seen.add(object)) {
                objectsOfAll++;
                level.add(object);
            }
        }
    }

    /** Not from a library's object to the application's, behind which is its own world. */
    private boolean leadsOn(Object object, @Nullable Object holder) {
        boolean isWrapper =
                object instanceof Channel && !object.getClass().getName().equals("sun.nio.ch.ServerSocketChannelImpl");
        return (ObjectGraph.leadsOn(object) || isWrapper)
                && !(object instanceof Executor)
                && !(isApplications(object) && holder != null && isLibrarys(holder));
    }

    private boolean isApplications(Object object) {
        return frames.kind(object.getClass()) == FrameKind.APPLICATION;
    }

    private boolean isLibrarys(Object object) {
        return frames.kind(object.getClass()) == FrameKind.LIBRARY;
    }
}
