/** What was found, for people and for programs. Depends on {@code leaks}, {@code search}, {@code words} and {@code heap}. */
@NullMarked
package io.closewait.holders.report;

import org.jspecify.annotations.NullMarked;
