/** One class for each thing that the agent costs. */
@NullMarked
package io.closewait.bench.parts;

import org.jspecify.annotations.NullMarked;
