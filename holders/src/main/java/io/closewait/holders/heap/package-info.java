/** A heap dump as a stream of objects, and the classes and roots in it. Reads with Shark; depends on nothing else of ours. */
@NullMarked
package io.closewait.holders.heap;

import org.jspecify.annotations.NullMarked;
