/**
 * System class loader: the only classes at the jar's root. What the JVM and the command line call; finds the core's
 * loader and starts it. Depends on {@code java.*} only.
 */
@NullMarked
package io.closewait.launcher;

import org.jspecify.annotations.NullMarked;
