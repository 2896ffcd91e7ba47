/** Who holds leaked sockets: programs whose answer is known, and what may go wrong meanwhile. */
@NullMarked
package io.closewait.it.holders;

import org.jspecify.annotations.NullMarked;
