/** Programs in which it is known who holds the sockets that leak. */
@NullMarked
package io.closewait.it.programs.holders;

import org.jspecify.annotations.NullMarked;
