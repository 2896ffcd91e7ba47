/** A JVM of this machine: the agent in it, and its heap dump. Depends on {@code leaks}, {@code outcome} and the JDK. */
@NullMarked
package io.closewait.holders.target;

import org.jspecify.annotations.NullMarked;
