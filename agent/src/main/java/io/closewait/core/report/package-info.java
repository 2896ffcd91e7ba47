/**
 * Isolated class loader. The forms of a report: text, JSON, HTML. Reads the model of {@code core.diagnose}, knows nothing of
 * sockets.
 */
@NullMarked
package io.closewait.core.report;

import org.jspecify.annotations.NullMarked;
