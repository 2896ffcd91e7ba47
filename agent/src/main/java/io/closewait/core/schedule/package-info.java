/**
 * Isolated class loader. When a report is due, and why: nothing here makes or writes one.
 */
@NullMarked
package io.closewait.core.schedule;

import org.jspecify.annotations.NullMarked;
