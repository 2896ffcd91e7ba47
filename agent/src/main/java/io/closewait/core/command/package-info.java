/**
 * Isolated class loader of the command line's own JVM: {@code java -jar closewait-agent.jar …}. One class a command; what they
 * have in common lies in {@code target} (another JVM), {@code watch} and {@code diff}. Of the agent in another JVM it knows the names of its MXBean only, for that one
 * may be of another version.
 */
@NullMarked
package io.closewait.core.command;

import org.jspecify.annotations.NullMarked;
