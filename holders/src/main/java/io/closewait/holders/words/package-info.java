/** What is known of the JDK and of libraries, as data: whose code a class is, what a field means. Depends on {@code heap}. */
@NullMarked
package io.closewait.holders.words;

import org.jspecify.annotations.NullMarked;
