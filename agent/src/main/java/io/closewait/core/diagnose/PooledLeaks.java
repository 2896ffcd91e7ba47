package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.library.Library;
import io.closewait.core.library.PoolField;
import io.closewait.core.library.PoolState;
import io.closewait.core.registry.Registry;
import io.closewait.core.registry.Site;
import io.closewait.core.registry.SocketRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What pools say of the connections that leak; they are asked once for all of them. Lives as long as a report. */
final class PooledLeaks {
    /** Clients with one connection each, all of the same code, that are taken for a client per call. */
    private static final int MANY_POOLS = 3;

    /** Classes of the application whose static fields are read. */
    static final int MOST_CLASSES = 2000;

    private static final String OF_BEANS = "java.lang.management.ManagementFactory";

    private final Frames frames;
    private final PoolStates states;
    private final IdentityHashMap<Site, Integer> poolsOfOne = new IdentityHashMap<>();

    PooledLeaks(Registry registry, Frames frames) {
        this.frames = frames;
        List<SocketRecord> leaks = new ArrayList<>();
        Set<Object> owners = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Object> connections = Collections.newSetFromMap(new IdentityHashMap<>());
        registry.table().forEach(record -> {
            Object owner = record.get();
            if (owner != null && !record.isListening()) {
                connections.add(owner);
            }
            if (record.isLeaked() && !record.isAccepted() && owner != null) {
                leaks.add(record);
                owners.add(owner);
            }
        });
        states = new PoolStates(frames, PoolStates.roots(classes(frames), frames), owners, connections);
        for (SocketRecord record : leaks) {
            Site site = record.openingSite();
            if (site != null && states.isAloneInPool(record.get())) {
                poolsOfOne.merge(site, 1, Integer::sum);
            }
        }
    }

    /** The application's, those that pools are noted in, and the one that refers to the JMX beans. */
    private static Collection<Class<?>> classes(Frames frames) {
        List<Class<?>> classes = new ArrayList<>(frames.ofApplication(MOST_CLASSES));
        Set<String> names = new HashSet<>();
        names.add(OF_BEANS);
        for (PoolField field : frames.poolFields()) {
            names.add(field.type());
        }
        for (String name : names) {
            Class<?> type = frames.loaded(name);
            if (type != null) {
                classes.add(type);
            }
        }
        return classes;
    }

    /** @param isFree whether it may be idle, as far as its use tells: then the queues of pools that are not known count, too */
    @Nullable
    PoolState state(SocketRecord record, boolean isFree) {
        PoolState state = states.of(record.get());
        if (state == null && isMissingInPool(record)) {
            return PoolState.LENT;
        }
        return state == null && isFree && states.isQueued(record.get()) ? PoolState.IDLE : state;
    }

    /** Whether a pool opened it that has all its idle connections in one place, and not this one. */
    private boolean isMissingInPool(SocketRecord record) {
        Site site = record.openingSite();
        if (site != null) {
            for (StackTraceElement frame : site.frames()) {
                Library library = frames.library(frame.getClassName());
                if (library != null
                        && library.plays(Library.Role.POOL, frame.getClassName(), frame.getMethodName())
                        && hasAllIdleOf(library)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean hasAllIdleOf(Library pool) {
        for (PoolField field : pool.poolFields()) {
            if (field.isOfAllIdle() && states.isKnown(field.type())) {
                return true;
            }
        }
        return false;
    }

    /** Whether its pool has no other connection, as is so of several that the same code opened. */
    boolean isPoolOfOne(SocketRecord record) {
        Site site = record.openingSite();
        return site != null && states.isAloneInPool(record.get()) && poolsOfOne.getOrDefault(site, 0) >= MANY_POOLS;
    }
}
