package io.closewait.core.library;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field in which a pool notes which of its connections are lent out, and which are idle. Immutable. */
public final class PoolField {
    /** In the place of a value: everything that the field refers to has that state. */
    private static final String WHATEVER_IT_HOLDS = "*";

    private final String type;
    private final String field;
    private final List<String> lent;
    private final List<String> idle;
    private final boolean ofOneConnection;
    private final boolean othersLent;

    /**
     * A field.
     *
     * @param lent its values while the connection below the object is lent out
     * @param idle the same while that is idle; if there are no values of either, a static field that leads to pools
     * @param ofOneConnection whether the object is a pool of one connection
     * @param othersLent whether all idle connections of such a pool are there, so that others of it are lent out
     */
    PoolField(
            String type,
            String field,
            List<String> lent,
            List<String> idle,
            boolean ofOneConnection,
            boolean othersLent) {
        this.type = type;
        this.field = field;
        this.lent = lent;
        this.idle = idle;
        this.ofOneConnection = ofOneConnection;
        this.othersLent = othersLent;
    }

    /** The class that declares it. */
    public String type() {
        return type;
    }

    public String field() {
        return field;
    }

    /** Whether the state is that of what the field refers to, and not that of the object which has the field. */
    public boolean isContainer() {
        return lent.contains(WHATEVER_IT_HOLDS) || idle.contains(WHATEVER_IT_HOLDS);
    }

    /** Whether the object that has the field is the pool, and not the entry of one connection in it. */
    public boolean isOfPool() {
        return ofOneConnection || isContainer();
    }

    /** Whether a connection that the pool has opened is lent out if this field does not lead to it. */
    public boolean isOfAllIdle() {
        return othersLent;
    }

    /** The state by the field's value; null if that says nothing. */
    public @Nullable PoolState state(@Nullable Object value) {
        if (isContainer()) {
            return value == null ? null : lent.contains(WHATEVER_IT_HOLDS) ? PoolState.LENT : PoolState.IDLE;
        }
        String text = text(value);
        return lent.contains(text) ? PoolState.LENT : idle.contains(text) ? PoolState.IDLE : null;
    }

    /** Calls methods of the JDK's own classes only, and none that takes a lock. */
    private static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Enum) {
            return ((Enum<?>) value).name();
        }
        if (value.getClass() == ArrayList.class) {
            return ((ArrayList<?>) value).isEmpty() ? "empty" : "not empty";
        }
        return value instanceof Integer || value instanceof Boolean ? value.toString() : "not null";
    }
}
