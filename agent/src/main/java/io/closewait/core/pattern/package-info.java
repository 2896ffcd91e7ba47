/** Isolated class loader. Patterns by which users pick sockets. Depends on {@code java.*} alone. */
@NullMarked
package io.closewait.core.pattern;

import org.jspecify.annotations.NullMarked;
