/**
 * The soak: an application that opens and closes connections of every kind as fast as it can, and leaks none. Loader: system,
 * in a JVM of its own. May depend on: the JDK 8 API; what is newer is reached by name; knows nothing of the agent but the name
 * of its MXBean.
 */
@NullMarked
package io.closewait.it.programs.soak;

import org.jspecify.annotations.NullMarked;
