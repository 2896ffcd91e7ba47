/**
 * Isolated class loader. When a report is due, and why: nothing here makes or writes one. Depends on {@code core.diagnose}
 * (for the reasons) and {@code core.kernel} (for the descriptors).
 */
@NullMarked
package io.closewait.core.schedule;

import org.jspecify.annotations.NullMarked;
