/** Tests for the forked JVMs: some leak. Their names keep them out of the build's own run. */
@NullMarked
package io.closewait.it.junit.samples;

import org.jspecify.annotations.NullMarked;
