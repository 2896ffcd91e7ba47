/**
 * Isolated class loader of the command line. What differs between two JSON reports.
 */
@NullMarked
package io.closewait.core.command.diff;

import org.jspecify.annotations.NullMarked;
