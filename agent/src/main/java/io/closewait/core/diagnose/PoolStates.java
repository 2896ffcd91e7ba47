package io.closewait.core.diagnose;

import io.closewait.core.code.Frames;
import io.closewait.core.jdk.Finalizable;
import io.closewait.core.jdk.ObjectFields;
import io.closewait.core.jdk.ThreadDetails;
import io.closewait.core.library.Library;
import io.closewait.core.library.PoolField;
import io.closewait.core.library.PoolState;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Which connections their pools have lent out, and which are idle there, by the pools' own fields. No way leads from a socket to
 * its pool, so pools are looked for from above: from what threads run, from static fields, from the JMX beans. Then each socket
 * gets the state of the entry that is nearest above it. Bounded in number, calls no method of the objects, and takes no lock.
 * Lives as long as a report.
 */
final class PoolStates {
    private static final int MOST_OBJECTS = 200_000;
    private static final int MOST_OBJECTS_BELOW = 100_000;
    private static final int MOST_ELEMENTS = 4096;
    private static final int MOST_FINALIZABLE = 1000;

    private final ObjectFields fields = new ObjectFields();
    private final Map<String, List<PoolField>> byType = new HashMap<>();
    private final IdentityHashMap<Class<?>, List<Noted>> noted = new IdentityHashMap<>();
    /** Where states are noted, with all that is known to be below. */
    private final IdentityHashMap<Object, Found> below = new IdentityHashMap<>();

    /** The classes of pools whose idle connections were all found. */
    private final Set<String> typesKnown = new HashSet<>();

    /** All that were met, and the connections in them that seem to be idle: for the pools that are not known. */
    private final List<Object> queues = new ArrayList<>();

    private final Set<Object> queued = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Deque<Object> entries = new ArrayDeque<>();
    private final IdentityHashMap<Object, Found> ofOwners = new IdentityHashMap<>();
    /** How many of the connections each pool has. */
    private final IdentityHashMap<Object, Integer> sizes = new IdentityHashMap<>();

    /**
     * @param owners the JDK's objects that hold the descriptors in question
     * @param connections those and all others of connections, whose neighbours in a queue may be healthy
     */
    PoolStates(Frames frames, Collection<Object> roots, Set<Object> owners, Set<Object> connections) {
        for (PoolField field : frames.poolFields()) {
            byType.computeIfAbsent(field.type(), type -> new ArrayList<>()).add(field);
        }
        noteStatics(frames);
        findEntries(roots);
        findOwners(owners);
        IdleQueues unknown = new IdleQueues(fields, connections);
        for (Object queue : queues) {
            queued.addAll(unknown.idleIn(queue));
        }
        for (Found found : ofOwners.values()) {
            if (found.pool != null) {
                sizes.merge(found.pool, 1, Integer::sum);
            }
        }
    }

    /** What all live threads run, the static fields of the classes, and the pools that have a finalizer. */
    static Collection<Object> roots(Collection<Class<?>> classes, Frames frames) {
        List<Object> roots = new ArrayList<>();
        for (Class<?> type : classes) {
            roots.addAll(ObjectFields.ofStatics(type));
        }
        for (Thread thread : ThreadDetails.live()) {
            roots.addAll(ThreadDetails.work(thread));
        }
        roots.addAll(Finalizable.of(type -> isPool(type.getName(), frames), MOST_FINALIZABLE));
        return roots;
    }

    private static boolean isPool(String className, Frames frames) {
        Library library = frames.library(className);
        return library != null && library.plays(Library.Role.POOL, className, "");
    }

    /** The state of the connection; null if no pool that is known has it, or none was found. */
    @Nullable
    PoolState of(@Nullable Object owner) {
        Found found = owner == null ? null : ofOwners.get(owner);
        return found == null ? null : found.state;
    }

    /** Whether it is in a queue as those in which pools keep idle connections. */
    boolean isQueued(@Nullable Object owner) {
        return owner != null && queued.contains(owner);
    }

    /** Whether pools of that class were found, each with its idle connections. */
    boolean isKnown(String poolType) {
        return typesKnown.contains(poolType);
    }

    /** Whether it is the only one that its pool has, among those in question. */
    boolean isAloneInPool(@Nullable Object owner) {
        Found found = owner == null ? null : ofOwners.get(owner);
        return found != null && found.pool != null && sizes.getOrDefault(found.pool, 0) == 1;
    }

    private void findEntries(Collection<Object> roots) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> queue = new ArrayDeque<>();
        add(roots, seen, queue);
        while (!queue.isEmpty()) {
            Object object = queue.remove();
            if (IdleQueues.isQueue(object)) {
                queues.add(object);
            }
            boolean isEntry = false;
            for (Noted each : notedOf(object.getClass())) {
                isEntry |= note(object, each);
            }
            if (!isEntry) {
                add(referents(object), seen, queue);
            }
        }
    }

    private void add(Collection<Object> objects, Set<Object> seen, Deque<Object> queue) {
        for (Object object : objects) {
            if (seen.size() < MOST_OBJECTS && ObjectGraph.leadsOnOutsideTheAgent(object) && seen.add(object)) {
                queue.add(object);
            }
        }
    }

    /** What a class keeps for all of its pools. */
    private void noteStatics(Frames frames) {
        for (PoolField field : frames.poolFields()) {
            Class<?> type = field.isContainer() ? frames.loaded(field.type()) : null;
            Object value = type == null ? null : ObjectFields.ofStatic(type, field.field());
            PoolState state = field.state(value);
            if (value != null && state != null && below.putIfAbsent(value, new Found(state, null)) == null) {
                entries.add(value);
            }
            if (value != null && field.isOfAllIdle()) {
                typesKnown.add(field.type());
            }
        }
    }

    /** Whether the state is that of the object itself. */
    private boolean note(Object object, Noted noted) {
        Object value = ObjectFields.value(object, noted.declaring, noted.field.field());
        PoolState state = noted.field.state(value);
        Object entry = noted.field.isContainer() ? value : object;
        Object pool = noted.field.isOfPool() ? object : null;
        if (state != null && entry != null && below.putIfAbsent(entry, new Found(state, pool)) == null) {
            entries.add(entry);
        }
        if (entry != null && noted.field.isOfAllIdle()) {
            typesKnown.add(noted.field.type());
        }
        return state != null && !noted.field.isContainer();
    }

    private List<Noted> notedOf(Class<?> type) {
        return noted.computeIfAbsent(type, unused -> {
            List<Noted> found = new ArrayList<>();
            for (Class<?> c = type; c != null; c = c.getSuperclass()) {
                for (PoolField field : byType.getOrDefault(c.getName(), Collections.emptyList())) {
                    found.add(new Noted(c, field));
                }
            }
            return found;
        });
    }

    /** From all entries at the same pace, so that what several lead to belongs to the nearest. */
    private void findOwners(Set<Object> owners) {
        while (!entries.isEmpty()) {
            Object object = entries.remove();
            Found found = below.get(object);
            for (Object referent : referents(object)) {
                if (found != null && owners.contains(referent)) {
                    ofOwners.putIfAbsent(referent, found);
                }
                if (found != null
                        && below.size() < MOST_OBJECTS_BELOW
                        && (ObjectGraph.leadsOnOutsideTheAgent(referent) || isWeak(referent))
                        && !(referent instanceof Executor)
                        && below.putIfAbsent(referent, found) == null) {
                    entries.add(referent);
                }
            }
        }
    }

    private Collection<Object> referents(Object object) {
        if (isWeak(object)) {
            Object referent = ((WeakReference<?>) object).get();
            return referent == null ? Collections.emptyList() : Collections.singleton(referent);
        }
        return ObjectGraph.referents(object, fields, MOST_ELEMENTS);
    }

    /** How a pool may keep what it has lent, to see when the borrower has lost it. No subclass, whose method would be called. */
    private static boolean isWeak(Object object) {
        return object.getClass() == WeakReference.class;
    }

    /** A field that a class declares. */
    private static final class Noted {
        final Class<?> declaring;
        final PoolField field;

        Noted(Class<?> declaring, PoolField field) {
            this.declaring = declaring;
            this.field = field;
        }
    }

    /** What an entry says of all that is below it. */
    private static final class Found {
        final PoolState state;
        /** Not known of an entry that does not refer to its pool. */
        final @Nullable Object pool;

        Found(PoolState state, @Nullable Object pool) {
            this.state = state;
            this.pool = pool;
        }
    }
}
