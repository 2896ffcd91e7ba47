/**
 * Isolated class loader. From records and the kernel's census to a report: facts of each socket, a verdict for it, groups of
 * sockets with the same verdict and origin.
 */
@NullMarked
package io.closewait.core.diagnose;

import org.jspecify.annotations.NullMarked;
