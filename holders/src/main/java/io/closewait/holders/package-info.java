/** The command line. */
@NullMarked
package io.closewait.holders;

import org.jspecify.annotations.NullMarked;
