package io.closewait.core.schedule;

import io.closewait.core.kernel.PortUse;

/** Tells which local ports are in use; takes as long as the machine has connections. */
public interface PortCount {
    PortUse ports();
}
