/**
 * Isolated class loader of the command line. Another JVM on this machine: what {@code /proc} tells of it, attaching to it, and
 * the agent's MXBean in it. The attach API is found by reflection.
 */
@NullMarked
package io.closewait.core.command.target;

import org.jspecify.annotations.NullMarked;
