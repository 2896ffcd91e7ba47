/**
 * Isolated class loader of the command line. The live view of one JVM: its numbers at one moment, the lines that show them, the
 * terminal.
 */
@NullMarked
package io.closewait.core.command.watch;

import org.jspecify.annotations.NullMarked;
