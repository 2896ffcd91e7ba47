package com.example.lending;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pool as libraries have them, outside the agent's packages, which it does not look into. */
public final class Desk {
    private static final Map<WeakReference<Object>, Desk> LENT = Collections.synchronizedMap(new HashMap<>());

    private final List<Object> free = new ArrayList<>();

    public void keep(Object connection) {
        free.add(connection);
    }

    public void lend(Object connection) {
        LENT.put(new WeakReference<>(connection), this);
    }

    public int size() {
        return free.size();
    }

    /** Pools with a finalizer are found through it. */
    @Override
    @SuppressWarnings({"deprecation", "removal", "Finalize"})
    protected void finalize() {
        free.clear();
    }
}
