package io.closewait.core.pattern;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Picks sockets by where they were opened, by their peer, or by a port: {@code frame:com.acme.Cache.*},
 * {@code peer:10.0.0.*:6379}, {@code port:8080}. A {@code *} stands for anything. Immutable.
 */
public final class SocketPattern {
    private enum Subject {
        FRAME,
        PEER,
        PORT
    }

    private final Subject subject;
    private final String text;
    private final Pattern pattern;

    private SocketPattern(Subject subject, String text) {
        this.subject = subject;
        this.text = text;
        this.pattern = Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
    }

    /**
     * The pattern that a text stands for.
     *
     * @throws IllegalArgumentException if it begins with none of {@code frame:}, {@code peer:}, {@code port:}
     */
    public static SocketPattern parse(String text) {
        int colon = text.indexOf(':');
        String what = colon < 0 ? "" : text.substring(colon + 1).trim();
        if (what.isEmpty()) {
            throw new IllegalArgumentException(text);
        }
        switch (text.substring(0, colon).trim()) {
            case "frame":
                return new SocketPattern(Subject.FRAME, what);
            case "peer":
                return new SocketPattern(Subject.PEER, what);
            case "port":
                Integer.parseInt(what);
                return new SocketPattern(Subject.PORT, what);
            default:
                throw new IllegalArgumentException(text);
        }
    }

    /**
     * Whether a socket is meant.
     *
     * @param frames where it was opened, or null; a pattern matches {@code class.method} of any of them
     * @param peer the peer's address with its port
     */
    public boolean matches(@Nullable List<StackTraceElement> frames, String peer, int localPort, int peerPort) {
        switch (subject) {
            case PORT:
                return text.equals(Integer.toString(localPort)) || text.equals(Integer.toString(peerPort));
            case PEER:
                return pattern.matcher(peer).matches();
            default:
                return frames != null && matchesAny(frames);
        }
    }

    private boolean matchesAny(List<StackTraceElement> frames) {
        for (StackTraceElement frame : frames) {
            if (pattern.matcher(frame.getClassName() + "." + frame.getMethodName())
                    .matches()) {
                return true;
            }
        }
        return false;
    }
}
