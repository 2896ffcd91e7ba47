/** How the command ends: its exit code and, if it fails, its one line. Depends on the JDK only. */
@NullMarked
package io.closewait.holders.outcome;

import org.jspecify.annotations.NullMarked;
