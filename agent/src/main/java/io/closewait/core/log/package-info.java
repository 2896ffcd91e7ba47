/**
 * Isolated class loader. The agent's own SLF4J logger: one line a message to standard error or to a file that was opened at
 * start, written by a thread that alone waits for it. Nothing of the application's logging is touched, unless the user wants the
 * reports there.
 */
@NullMarked
package io.closewait.core.log;

import org.jspecify.annotations.NullMarked;
