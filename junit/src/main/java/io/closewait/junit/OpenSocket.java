package io.closewait.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.openmbean.CompositeData;

/** A row of the MXBean's tables of open sockets and of those that the garbage collector had closed. Immutable. */
final class OpenSocket {
    /** {@code loader/module@version/class.method(…)}, the loader and the module often missing. */
    private static final Pattern FRAME = Pattern.compile("(?:[^(]*/)?([^(/]+)\\.([^(.]+)\\(.*");

    /** A line of the opening stack. Immutable. */
    static final class Frame {
        final String className;
        final String method;

        Frame(String className, String method) {
            this.className = className;
            this.method = method;
        }

        /** Whether it is this method, or a lambda in it; javac names that after the method. */
        boolean isIn(String otherClass, String otherMethod) {
            return className.equals(otherClass)
                    && (method.equals(otherMethod) || method.startsWith("lambda$" + otherMethod + "$"));
        }

        /** Whether it is code of this class or of a class inside of it. */
        boolean isIn(String otherClass) {
            return className.equals(otherClass) || className.startsWith(otherClass + "$");
        }
    }

    /** Grows: a socket that was opened after the table was asked for has a greater one than all of that table. */
    final long id;

    final int descriptor;
    final long threadId;
    final boolean peerClosed;
    /** A leak in any case; it is not open any more. */
    final boolean closedByGc;

    final boolean connected;
    /** Milliseconds since the application's last write, -1 for never. */
    final long lastWriteMillis;
    /** Whether the agent's own options accept it. */
    final boolean known;
    /** From the innermost outwards. */
    final List<Frame> frames;

    OpenSocket(
            long id,
            int descriptor,
            long threadId,
            boolean peerClosed,
            boolean closedByGc,
            boolean connected,
            long lastWriteMillis,
            boolean known,
            String openingStack) {
        this.id = id;
        this.descriptor = descriptor;
        this.threadId = threadId;
        this.peerClosed = peerClosed;
        this.closedByGc = closedByGc;
        this.connected = connected;
        this.lastWriteMillis = lastWriteMillis;
        this.known = known;
        this.frames = frames(openingStack);
    }

    static OpenSocket of(CompositeData row) {
        return new OpenSocket(
                (Long) row.get("id"),
                (Integer) row.get("descriptor"),
                (Long) row.get("openedByThreadId"),
                !row.get("state").equals("OPEN"),
                row.get("state").equals("CLOSED_BY_GC"),
                !((String) row.get("peer")).isEmpty(),
                (Long) row.get("lastWriteMillis"),
                !((String) row.get("known")).isEmpty(),
                (String) row.get("openingStack"));
    }

    private static List<Frame> frames(String openingStack) {
        List<Frame> frames = new ArrayList<>();
        for (String line : openingStack.split("\n", -1)) {
            Matcher matcher = FRAME.matcher(line);
            if (matcher.matches()) {
                frames.add(new Frame(matcher.group(1), matcher.group(2)));
            }
        }
        return Collections.unmodifiableList(frames);
    }
}
