/**
 * Isolated class loader. How the agent's own threads go on when a turn fails or the heap is full.
 */
@NullMarked
package io.closewait.core.thread;

import org.jspecify.annotations.NullMarked;
