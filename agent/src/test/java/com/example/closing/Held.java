package com.example.closing;

import org.jspecify.annotations.Nullable;

/** What refers to a connection, and perhaps to the pool that it belongs to. */
public class Held {
    private final Object connection;

    @SuppressWarnings("unused") // read by the agent
    private final @Nullable Object pool;

    protected Held(Object connection, @Nullable Object pool) {
        this.connection = connection;
        this.pool = pool;
    }

    public final Object connection() {
        return connection;
    }
}
