/** Isolated class loader. How a command ends: its exit code and, if it fails, its one line. */
@NullMarked
package io.closewait.core.command.outcome;

import org.jspecify.annotations.NullMarked;
