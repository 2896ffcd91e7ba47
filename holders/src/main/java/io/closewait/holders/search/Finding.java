package io.closewait.holders.search;

import java.util.Optional;

/**
 * Who holds one socket.
 *
 * @param isInHeap whether any object has its descriptor
 * @param selector by whom it is held if by nobody but a selector, an event loop or the like, in words; else empty
 * @param state what the pool says that the connection belongs to; empty if it belongs to none that is known
 * @param threadLocal the static field that has the thread local on the path; empty if there is none
 * @param isCutOff whether the search was given up before it was complete
 */
public record Finding(
        boolean isInHeap,
        Optional<HolderPath> path,
        String selector,
        String state,
        String threadLocal,
        boolean isCutOff) {

    Finding threadLocal(String name) {
        return new Finding(isInHeap, path, selector, state, name, isCutOff);
    }

    static Finding notInHeap() {
        return new Finding(false, Optional.empty(), "", "", "", false);
    }
}
