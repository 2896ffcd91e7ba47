package io.closewait.core.detect;

/** How the peer's FIN is seen. */
public enum DetectorMode {
    /** By epoll, and where that cannot be had by polling. */
    AUTO,
    /** By the kernel's event. */
    EPOLL,
    /** By asking each socket again and again. */
    POLL
}
