package io.closewait.core.diagnose;

import io.closewait.core.code.FrameKind;
import io.closewait.core.code.Frames;
import io.closewait.core.jdk.ObjectFields;
import io.closewait.core.jdk.ThreadDetails;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.channels.Channel;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application's object nearest to what a library has attached to a connection: the handler in a pipeline, the servlet of
 * a request. Goes from object to object by fields and calls no method of theirs; bounded in depth and number. Lives as long as a
 * report.
 */
final class HandlerFinder {
    private static final int MAX_DEPTH = 20;
    /** From an object of one request to what a framework notes with it. */
    private static final int MAX_DEPTH_OF_REQUEST = 6;

    private static final int MAX_OBJECTS = 4000;
    private static final int MAX_ELEMENTS = 64;
    private static final int MAX_OBJECTS_OF_SERVER = 20_000;

    /** Names the method of an object that is called for a connection; null if it has none. */
    private interface Naming {
        @Nullable
        StackTraceElement frame(Object object, Frames frames);
    }

    private final Frames frames;
    private final ObjectFields fields = new ObjectFields();

    HandlerFinder(Frames frames) {
        this.frames = frames;
    }

    /** The handler as a frame, where its method begins; null if none is near. */
    @Nullable
    Handler near(Collection<Object> attachments) {
        Handler ofConnection = near(attachments, MAX_DEPTH, false, HandlerMethod::of);
        if (ofConnection == null) {
            // A server with one handler for all may have it nowhere but at its listener.
            ofConnection = near(attachments, MAX_DEPTH, true, HandlerMethod::of);
        }
        return ofConnection != null ? ofConnection : near(attachments, MAX_DEPTH, false, HandlerMethod::ofLibrarysType);
    }

    /**
     * The method that a framework has called for a request, where the application refers to the connection through objects of
     * that request; else the application's object that keeps them, if it is of a library's type, as handlers are.
     *
     * @param way those objects, from the connection upwards
     * @param keeper what refers to the last of them
     */
    @Nullable
    Handler along(List<Object> way, @Nullable Object keeper) {
        for (Object object : way) {
            Handler mapped =
                    near(Collections.singleton(object), MAX_DEPTH_OF_REQUEST, false, (unnamed, ofNobody) -> null);
            if (mapped != null) {
                return mapped;
            }
        }
        StackTraceElement keeping = keeper == null ? null : HandlerMethod.ofLibrarysType(keeper, frames);
        return keeping == null ? null : new Handler(keeping, "");
    }

    private @Nullable Handler near(
            Collection<Object> attachments, int maxDepth, boolean isThroughListener, Naming naming) {
        IdentityHashMap<Object, Object> holders = new IdentityHashMap<>();
        Deque<Object> level = new ArrayDeque<>();
        add(attachments, this, level, holders);
        for (int depth = 0; depth < maxDepth && !level.isEmpty(); depth++) {
            Handler mapped = mapped(level, holders);
            if (mapped != null) {
                return mapped;
            }
            Deque<Object> next = new ArrayDeque<>();
            for (Object object : level) {
                StackTraceElement handler = naming.frame(object, frames);
                if (handler != null) {
                    return handler(handler, object, holders);
                }
                Collection<Object> referents = referents(object);
                if (isThroughListener || !isListeners(referents)) {
                    add(referents, object, next, holders);
                }
            }
            level = next;
        }
        return null;
    }

    /** A framework that maps requests to methods notes with the request which one it has called: that tells more than its object. */
    private static @Nullable Handler mapped(Collection<Object> level, Map<Object, Object> holders) {
        for (Object object : level) {
            if (object instanceof Method) {
                return handler(HandlerMethod.of((Method) object), object, holders);
            }
        }
        return null;
    }

    private static Handler handler(StackTraceElement line, Object found, Map<Object, Object> holders) {
        Object holder = holders.get(found);
        return new Handler(line, holder == null ? "" : holder.getClass().getName());
    }

    /**
     * Where nothing is attached to the connection: its server's object for it, which what the server's thread runs leads to, and
     * the handler near that one.
     *
     * @param owner the JDK's object that holds the descriptor
     */
    @Nullable
    Handler through(Thread server, Object owner) {
        IdentityHashMap<Object, Object> parents = new IdentityHashMap<>();
        Deque<Object> queue = new ArrayDeque<>();
        for (Object root : ThreadDetails.work(server)) {
            parents.put(root, root);
            queue.add(root);
        }
        while (!queue.isEmpty() && parents.size() < MAX_OBJECTS_OF_SERVER) {
            Object object = queue.remove();
            for (Object referent : object instanceof Object[]
                    ? ObjectGraph.elements((Object[]) object, MAX_ELEMENTS)
                    : fields.of(object)) {
                if (referent == owner) {
                    return near(Collections.singleton(connection(object, parents)));
                }
                if (!parents.containsKey(referent) && mayHold(referent)) {
                    parents.put(referent, object);
                    queue.add(referent);
                }
            }
        }
        return null;
    }

    /** What holds the JDK's own wrappers around the owner: a socket, a stream, TLS. */
    private static Object connection(Object holder, Map<Object, Object> parents) {
        Object object = holder;
        Object parent = parents.get(object);
        while (parent != null
                && parent != object
                && isPlumbing(object.getClass().getName())) {
            object = parent;
            parent = parents.get(object);
        }
        return object;
    }

    private static boolean isPlumbing(String className) {
        return className.startsWith("java.")
                || className.startsWith("sun.nio.ch.")
                || className.startsWith("sun.security.ssl.")
                || className.startsWith("[");
    }

    /** Sockets and channels lead to the owner, too. */
    private static boolean mayHold(Object object) {
        return leadsOn(object) || (isChannelOfJdk(object) && !isListener(object));
    }

    private Collection<Object> referents(Object object) {
        if (object instanceof Object[]) {
            return ObjectGraph.elements((Object[]) object, MAX_ELEMENTS);
        }
        // Behind an object of the application's is its own world.
        return frames.kind(object.getClass()) == FrameKind.APPLICATION ? Collections.emptyList() : fields.of(object);
    }

    private void add(Collection<Object> objects, Object holder, Deque<Object> level, Map<Object, Object> holders) {
        for (Object object : objects) {
            boolean isWanted = leadsOn(object) || (object instanceof Method && isOfApplication((Method) object));
            if (holders.size() < MAX_OBJECTS && isWanted && holders.putIfAbsent(object, holder) == null) {
                level.add(object);
            }
        }
    }

    private boolean isOfApplication(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && frames.kind(method.getDeclaringClass()) == FrameKind.APPLICATION;
    }

    /** Not what all connections share, such as loops. */
    private static boolean leadsOn(Object object) {
        return ObjectGraph.leadsOn(object)
                && !(object instanceof Executor)
                && !isChannelOfJdk(object)
                && !object.getClass().getName().startsWith("java.nio.");
    }

    /** Those of libraries (XNIO, Undertow) are connections with all that belongs to them. */
    private static boolean isChannelOfJdk(Object object) {
        return object instanceof Channel && object.getClass().getName().startsWith("sun.");
    }

    /** The listener's part of a server: from there every connection's handlers can be reached. */
    private static boolean isListeners(Collection<Object> referents) {
        for (Object referent : referents) {
            if (isListener(referent)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isListener(Object object) {
        return object.getClass().getName().equals("sun.nio.ch.ServerSocketChannelImpl");
    }
}
