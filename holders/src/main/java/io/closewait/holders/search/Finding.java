package io.closewait.holders.search;

import java.util.Optional;

/**
 * Who holds one socket.
 *
 * @param isInHeap whether any object has its descriptor
 * @param register in whose register it is, in words, if nobody else holds it; else empty
 * @param state what the pool says that the connection belongs to; empty if it belongs to none that is known
 * @param threadLocal the static field that has the thread local on the path; empty if there is none
 * @param mayBeOnStack whether the dump leaves out stacks that might hold it
 * @param isCutOff whether the search was given up before it was complete
 */
public record Finding(
        boolean isInHeap,
        Optional<HolderPath> path,
        String register,
        String state,
        String threadLocal,
        boolean mayBeOnStack,
        boolean isCutOff) {

    Finding threadLocal(String name) {
        return new Finding(isInHeap, path, register, state, name, mayBeOnStack, isCutOff);
    }

    Finding withStacksLeftOut() {
        return new Finding(isInHeap, path, register, state, threadLocal, true, isCutOff);
    }

    static Finding notInHeap() {
        return new Finding(false, Optional.empty(), "", "", "", false, false);
    }
}
