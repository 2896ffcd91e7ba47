/**
 * Isolated class loader. Whose code a frame is: the JDK's, a library's or the application's, by where its class was loaded
 * from.
 */
@NullMarked
package io.closewait.core.code;

import org.jspecify.annotations.NullMarked;
