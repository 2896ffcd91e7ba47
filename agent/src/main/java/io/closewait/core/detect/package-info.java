/**
 * Isolated class loader. Sees the peer's FIN: one daemon thread, woken by the kernel, or polling where that cannot be had.
 * Depends on {@code core.registry} and {@code core.jdk}.
 */
@NullMarked
package io.closewait.core.detect;

import org.jspecify.annotations.NullMarked;
