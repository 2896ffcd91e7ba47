/**
 * Isolated class loader. The one place that knows how the supported JDKs differ: opened modules, the boot loader, the JDK's own
 * natives for epoll and poll, the fields that hold a descriptor. By feature probe, not by version number, where possible.
 */
@NullMarked
package io.closewait.core.jdk;

import org.jspecify.annotations.NullMarked;
