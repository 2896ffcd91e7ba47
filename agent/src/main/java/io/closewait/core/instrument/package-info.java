/**
 * Isolated class loader. Which methods are woven, and the weaving. One table of hook points serves all JDKs: a class or
 * method that a JDK does not have is passed over, and the start's self-test proves that what is left suffices.
 */
@NullMarked
package io.closewait.core.instrument;

import org.jspecify.annotations.NullMarked;
