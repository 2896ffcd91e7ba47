/**
 * Isolated class loader. The forms of a report: text, JSON, HTML. Reads the model of {@code core.diagnose}
 * and writes it down; decides nothing.
 */
@NullMarked
package io.closewait.core.report;

import org.jspecify.annotations.NullMarked;
