/**
 * Applications that make it hard for whoever shares their JVM: the fault suite runs each with the agent and without it, on
 * every JDK, and what they print must be the same. Loader: system, in a JVM of its own. May depend on: the JDK 8 API;
 * knows nothing of the agent but the name of its packages.
 */
@NullMarked
package io.closewait.it.programs.fault;

import org.jspecify.annotations.NullMarked;
