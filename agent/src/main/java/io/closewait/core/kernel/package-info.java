/**
 * Isolated class loader. What the kernel says of this process as a whole, from {@code /proc}: read for reports and for
 * reconciliation, never to detect.
 */
@NullMarked
package io.closewait.core.kernel;

import org.jspecify.annotations.NullMarked;
