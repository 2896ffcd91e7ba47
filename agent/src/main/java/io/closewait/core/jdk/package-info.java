/**
 * Isolated class loader. The one place that knows how JDK 8 to 27 differ: opened modules, the boot loader, the JDK's own
 * natives for epoll and poll, the fields that hold a descriptor. By feature probe, not by version number, where possible.
 */
@NullMarked
package io.closewait.core.jdk;

import org.jspecify.annotations.NullMarked;
