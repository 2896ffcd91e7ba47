package io.closewait.core.library;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one library, or of a part of the JDK that opens sockets. Immutable. */
public final class Library {
    /** What a class or method does with sockets. */
    public enum Role {
        /** Lends connections and takes them back. */
        POOL,
        /** What an application calls to use a connection. */
        CLIENT,
        /** Accepts connections and calls the application. */
        SERVER,
        /** The loop of a selector's thread. */
        EVENT_LOOP,
        /** What an application calls to have a connection opened and used by other threads, so that it is on none of its stacks. */
        ASYNCHRONOUS
    }

    /** How the socket came to leak, as far as the facts tell. */
    public enum Situation {
        /** Nothing more is known than the verdict. */
        USUAL,
        /** The peer's answer was not read to its end. */
        UNREAD_ANSWER,
        /** The connection was taken from a pool and is not back. */
        NOT_GIVEN_BACK,
        /** A new client, with a pool of its own, for each call. */
        CLIENT_PER_CALL,
        /** A server has sent the beginning of its response: a stream of events, most likely. */
        RESPONSE_BEGUN
    }

    /** Who may follow an advice. */
    public enum Side {
        /** Whoever connected the socket. */
        CLIENT,
        /** Whoever accepted it. */
        SERVER,
        BOTH;

        boolean has(boolean isAccepted) {
            return this != (isAccepted ? CLIENT : SERVER);
        }
    }

    private final String name;
    private final List<String> packages;
    private final List<String> artifacts;
    private final List<String> through;
    private final Map<Role, List<String>> roles;
    private final boolean streamsBodies;
    private final boolean readsOnDemand;
    private final boolean httpServer;
    private final @Nullable Duration closesIdleAfter;
    private final List<PoolField> poolFields;
    private final List<Advice> advice;

    private Library(Builder builder) {
        this.name = builder.name;
        this.packages = Collections.unmodifiableList(new ArrayList<>(builder.packages));
        this.artifacts = Collections.unmodifiableList(new ArrayList<>(builder.artifacts));
        this.through = Collections.unmodifiableList(new ArrayList<>(builder.through));
        this.roles = new EnumMap<>(builder.roles);
        this.streamsBodies = builder.streamsBodies;
        this.readsOnDemand = builder.readsOnDemand;
        this.httpServer = builder.httpServer;
        this.closesIdleAfter = builder.closesIdleAfter;
        this.poolFields = Collections.unmodifiableList(new ArrayList<>(builder.poolFields));
        this.advice = new ArrayList<>(builder.advice);
    }

    public String name() {
        return name;
    }

    /** Prefixes of its class names, each with the dot at its end. */
    public List<String> packages() {
        return packages;
    }

    /** Its Maven coordinates without versions, {@code group:artifact}. */
    public List<String> artifacts() {
        return artifacts;
    }

    /** The names of the libraries that open its connections. */
    public List<String> through() {
        return through;
    }

    /** Who has the role: packages with a dot at their end, classes, methods. */
    public List<String> players(Role role) {
        return roles.getOrDefault(role, Collections.emptyList());
    }

    /** Whether this method, or its class as a whole, has the role. */
    public boolean plays(Role role, String className, String methodName) {
        for (String player : players(role)) {
            if (player.endsWith(".") ? className.startsWith(player) : isOrIn(player, className, methodName)) {
                return true;
            }
        }
        return false;
    }

    /** A class with those nested in it, or one method. */
    private static boolean isOrIn(String player, String className, String methodName) {
        if (className.startsWith(player)) {
            return className.length() == player.length() || className.charAt(player.length()) == '$';
        }
        return player.length() == className.length() + 1 + methodName.length()
                && player.startsWith(className)
                && player.charAt(className.length()) == '.'
                && player.endsWith(methodName);
    }

    /** Whether it hands the unread rest of an answer to the application, as HTTP clients do. */
    public boolean streamsBodies() {
        return streamsBodies;
    }

    /** Whether it reads no more of an answer than the application takes: reading that is off is an answer that is not read. */
    public boolean readsOnDemand() {
        return readsOnDemand;
    }

    /** Whether it serves requests and does not watch a connection while its request is being processed. */
    public boolean isHttpServer() {
        return httpServer;
    }

    /** After how long it closes a connection that lies idle in its pool, with its default settings; null if it does not. */
    public @Nullable Duration closesIdleAfter() {
        return closesIdleAfter;
    }

    /** Where its pool's objects tell lent connections from idle ones; empty if that is not known. */
    public List<PoolField> poolFields() {
        return poolFields;
    }

    /** Whether more is known of it than its packages. */
    public boolean isDescribed() {
        return !advice.isEmpty();
    }

    /**
     * What to do about a leak, or null where nothing is known.
     *
     * @param verdict the name of a verdict
     * @param situation where nothing is known for it, what is usual is said
     * @param isAccepted whether the socket was accepted, and not connected
     * @param version of the library in use; for a part of the JDK, the JDK's
     */
    public @Nullable String advice(String verdict, Situation situation, boolean isAccepted, @Nullable String version) {
        Version used = version == null ? null : new Version(version);
        Advice best = best(verdict, situation, isAccepted, used);
        if (best == null) {
            best = best(verdict, Situation.USUAL, isAccepted, used);
        }
        return best == null ? null : best.text;
    }

    private @Nullable Advice best(String verdict, Situation situation, boolean isAccepted, @Nullable Version version) {
        Advice best = null;
        for (Advice each : advice) {
            if (each.verdict.equals(verdict)
                    && each.situation == situation
                    && each.side.has(isAccepted)
                    && each.isBetterThan(best, version)) {
                best = each;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Filled field by field by {@link LibraryReader}. */
    static final class Builder {
        final Map<Role, List<String>> roles = new EnumMap<>(Role.class);
        final List<Advice> advice = new ArrayList<>();
        final List<PoolField> poolFields = new ArrayList<>();
        String name = "";
        List<String> packages = Collections.emptyList();
        List<String> artifacts = Collections.emptyList();
        List<String> through = Collections.emptyList();
        boolean streamsBodies;
        boolean readsOnDemand;
        boolean httpServer;

        @Nullable
        Duration closesIdleAfter;

        /** Of advice that does not say: a library that is a client or a server has nothing to say to the other side. */
        Side side() {
            boolean isServer = httpServer || has(Role.SERVER);
            boolean isClient = has(Role.CLIENT) || has(Role.POOL);
            return isServer == isClient ? Side.BOTH : isServer ? Side.SERVER : Side.CLIENT;
        }

        private boolean has(Role role) {
            return !roles.getOrDefault(role, Collections.emptyList()).isEmpty();
        }

        Library build() {
            return new Library(this);
        }
    }
}
