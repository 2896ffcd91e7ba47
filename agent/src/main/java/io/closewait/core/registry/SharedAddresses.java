package io.closewait.core.registry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lets the records of connections with the same ends share the bytes of their addresses: most have the local address in common,
 * and a client's have few peers. Forgetful on purpose: a slot belongs to whoever came last, so it never grows and a peer that
 * is seen again after many others costs a small object. For one thread.
 */
public final class SharedAddresses {
    private static final int SLOTS = 256;

    private final byte[][] addresses = new byte[SLOTS][];
    private final @Nullable String[] names = new String[SLOTS];

    /** These bytes, as the object that was given last for the same bytes. */
    byte[] shared(byte[] address) {
        int slot = Arrays.hashCode(address) & (SLOTS - 1);
        if (!Arrays.equals(address, addresses[slot])) {
            addresses[slot] = address;
        }
        return addresses[slot];
    }

    /** As {@link #shared(byte[])}, for a host's name. */
    String shared(String name) {
        int slot = name.hashCode() & (SLOTS - 1);
        String known = names[slot];
        if (known == null || !known.equals(name)) {
            known = name;
            names[slot] = name;
        }
        return known;
    }
}
