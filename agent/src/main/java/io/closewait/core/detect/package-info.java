/**
 * Isolated class loader. Sees the peer's FIN: one daemon thread, woken by the kernel, or polling where that cannot be had.
 */
@NullMarked
package io.closewait.core.detect;

import org.jspecify.annotations.NullMarked;
