/**
 * Isolated class loader of the command line. What differs between two JSON reports. Depends on {@code outcome}, the report
 * format's version and Gson.
 */
@NullMarked
package io.closewait.core.command.diff;

import org.jspecify.annotations.NullMarked;
